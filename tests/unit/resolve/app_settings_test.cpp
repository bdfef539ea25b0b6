#include "compiler/resolve/posture/app_settings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac {
namespace {

using test::DeployFixture;

constexpr char kMark[] = "Mark7";

bool is_of_an_app(const TypeSchema& type) {
  return type.role == "header" || type.role == "settings" || type.role == "policies";
}

/// One field on the way to a leaf, with the path of the elements around it.
struct Leaf {
  FieldId id;
  std::vector<const FieldSchema*> path;
};

void collect(const RecordSchema& record, std::vector<const FieldSchema*> path,
             std::vector<Leaf>& leaves) {
  for (const FieldSchema& field : record.fields) {
    std::vector<const FieldSchema*> here = path;
    here.push_back(&field);
    if (field.kind == FieldKind::complex) {
      if (here.size() < 6 && field.record != nullptr) collect(*field.record, here, leaves);
    } else {
      leaves.push_back({field.id, here});
    }
  }
}

std::string text_of(const Leaf& leaf) {
  std::string text = leaf.path.back()->kind == FieldKind::boolean ? "true" : kMark;
  for (auto field = leaf.path.rbegin(); field != leaf.path.rend(); ++field) {
    text = fmt::format("<{0}>{1}</{0}>", (*field)->name, text);
  }
  return text;
}

TEST(AppSettings, EachFieldOfAnAppIsShownOrOnTheListOfThoseThatAreNot) {
  const auto schema = SchemaSet::embedded();
  std::size_t shown = 0;
  for (const TypeSchema& type : schema->types()) {
    if (!is_of_an_app(type) || type.suffix.empty()) continue;
    std::vector<Leaf> leaves;
    collect(type.root, {}, leaves);
    for (const Leaf& leaf : leaves) {
      if (leaf.path.back()->until != 0) continue;  // no field of the project's API version
      DeployFixture project;
      const bool names_app = leaf.path.front()->name == "externalClientApplication";
      const std::string app = type.role == "header" || names_app
                                  ? ""
                                  : "<externalClientApplication>Quay</externalClientApplication>";
      project.metadata(fmt::format("app/Quay.{}-meta.xml", type.suffix), app + text_of(leaf));
      const nlohmann::json document = project.document();
      ASSERT_EQ(document["apps"].size(), 1U) << type.name << ' ' << leaf.path.back()->name;
      const nlohmann::json& settings = document["apps"][0]["settings"];
      ASSERT_TRUE(settings.contains(type.name)) << type.name;
      const std::string text = settings[std::string(type.name)].dump();
      const std::string element = fmt::format("\"{}\":", leaf.path.back()->name);
      EXPECT_EQ(text.find(element) != std::string::npos, is_shown_as_written(*schema, leaf.id))
          << type.name << ' ' << leaf.path.back()->name << ' ' << text;
      shown += is_shown_as_written(*schema, leaf.id) ? 1 : 0;
    }
  }
  EXPECT_GT(shown, 100U);
}

TEST(AppSettings, TheListNamesFieldsWithReasonsAndEverySecret) {
  const auto schema = SchemaSet::embedded();
  const EnumSchema* list = schema->find_enum("FieldNotShown");
  ASSERT_NE(list, nullptr);
  std::set<std::string> fields;
  for (const TypeSchema& type : schema->types()) {
    if (!is_of_an_app(type)) continue;
    std::vector<Leaf> leaves;
    collect(type.root, {}, leaves);
    for (const Leaf& leaf : leaves) {
      const FieldSchema& field = *leaf.path.back();
      const std::string name = fmt::format("{}.{}", type.name, field.name);
      fields.insert(name);
      if (field.secret) {
        EXPECT_NE(list->find(name), nullptr) << name << " is a secret";
      }
    }
  }
  for (const EnumValue& value : list->values) {
    EXPECT_TRUE(fields.contains(std::string(value.name))) << value.name << " is no field";
    EXPECT_NE(value.description, "") << value.name;
  }
}

TEST(AppSettings, KeepTheFormOfTheFile) {
  DeployFixture project;
  project.metadata("app/Quay.eca-meta.xml", "<label>Quay</label>")
      .metadata("app/Quay_s.ecaOauthSecurity-meta.xml",
                "<externalClientApplication>Quay</externalClientApplication>")
      .metadata("app/Quay_p.ecaOauthPlcy-meta.xml",
                "<externalClientApplication>Quay</externalClientApplication>"
                "<clientCredentialsFlowUser>runner@quay.example</clientCredentialsFlowUser>"
                "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>"
                "<policyAction>${ACTION}</policyAction>");
  const nlohmann::json document = project.document();
  const nlohmann::json& app = document["apps"][0];
  EXPECT_EQ(app["access"]["clientCredentialsUser"], "runner@quay.example");
  const nlohmann::json& policies = app["settings"]["ExtlClntAppOauthConfigurablePolicies"];
  EXPECT_EQ(policies["clientCredentialsFlowUser"], "runner@quay.example");
  EXPECT_EQ(policies["isClientCredentialsFlowEnabled"], true);
  EXPECT_EQ(policies["policyAction"], nullptr);
  EXPECT_EQ(document["provenance"]["/apps/Quay/settings/ExtlClntAppOauthConfigurablePolicies/"
                                   "policyAction"]["kind"],
            "unknown");
}

TEST(AppSettings, SettingsOfTheOrgAreShownAsWrittenToo) {
  DeployFixture project;
  project
      .metadata("app/ConnectedApp.settings-meta.xml",
                "<enableAdminApprovedAppsOnly>true</enableAdminApprovedAppsOnly>")
      .metadata("app/Security.settings-meta.xml", "<sessionSettings></sessionSettings>");
  const nlohmann::json org = project.document()["org"];
  EXPECT_EQ(org["settings"].dump(),
            R"({"ConnectedAppSettings":{"enableAdminApprovedAppsOnly":true}})");
}

TEST(AppSettings, PluginsAreNamedEachByItself) {
  DeployFixture project;
  project.metadata("app/Quay.eca-meta.xml", "<label>Quay</label>")
      .metadata("app/Quay_p.ecaPlcy-meta.xml",
                "<externalClientApplication>Quay</externalClientApplication>"
                "<isCanvasPluginEnabled>false</isCanvasPluginEnabled><isEnabled>true</isEnabled>"
                "<isPushPluginEnabled>false</isPushPluginEnabled>");
  const nlohmann::json plugins = project.document()["apps"][0]["plugins"];
  EXPECT_EQ(plugins["canvas"], false);
  EXPECT_EQ(plugins["push"], false);
  EXPECT_EQ(plugins["mobile"], true) << "the documented default";
  EXPECT_EQ(plugins["attestation"], nullptr);
}

}  // namespace
}  // namespace ecac
