#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/known_names.h"
#include "compiler/schema/schema_set.h"
#include "tests/support/xsd_validation.h"

namespace ecac {
namespace {

const SchemaSet& schemas() {
  return *SchemaSet::embedded();
}

template <typename Visit>
void for_each_field(const Visit& visit) {
  for (const TypeSchema& type : schemas().types()) {
    for (const FieldSchema& field : type.root.fields) visit(type, field);
    for (const RecordSchema& record : type.records) {
      for (const FieldSchema& field : record.fields) visit(type, field);
    }
  }
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(EmbeddedSchemas, HaveTheFormOfTheirOwnSchema) {
  const std::filesystem::path folder = std::filesystem::path(ECAC_SOURCE_DIR) / "schemas";
  const std::string xsd = text_of(folder / "schema.xsd");
  ASSERT_FALSE(xsd.empty());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".xml") continue;
    for (const std::string& problem : xsd_problems(xsd, text_of(entry.path()))) {
      ADD_FAILURE() << entry.path() << ": " << problem;
    }
  }
  EXPECT_FALSE(xsd_problems(xsd, "<type name='T' colour='red'/>").empty());
}

TEST(EmbeddedSchemas, HaveTheIdsThatCodeNames) {
  ASSERT_EQ(schemas().types().size(), known_types().size());
  for (std::size_t i = 0; i < known_types().size(); ++i) {
    EXPECT_EQ(schemas().type(static_cast<TypeId>(i)).name, known_types()[i]);
  }
  for (std::size_t i = 0; i < known_fields().size(); ++i) {
    const auto id = static_cast<FieldId>(i);
    EXPECT_EQ(schemas().field(id).name, known_fields()[i].name);
    EXPECT_EQ(schemas().type_of(id), known_fields()[i].type);
  }
  EXPECT_EQ(schemas().field(fields::ExtlClntAppGlobalOauthSettings::callbackUrl).name,
            "callbackUrl");
  EXPECT_EQ(
      schemas().field(fields::ExtlClntAppGlobalOauthSettings::idTokenConfig_idTokenAudience).name,
      "idTokenAudience");
  EXPECT_EQ(schemas().type(types::ExternalClientApplication).suffix, "eca");
}

TEST(EmbeddedSchemas, ExplainEveryTypeAndField) {
  for (const TypeSchema& type : schemas().types()) {
    EXPECT_FALSE(type.description.empty()) << type.name;
    EXPECT_FALSE(type.source.empty()) << type.name;
    EXPECT_NE(type.owner, Owner::none) << type.name;
  }
  for_each_field([](const TypeSchema& type, const FieldSchema& field) {
    EXPECT_FALSE(field.description.empty()) << type.name << "." << field.name;
    EXPECT_NE(field.owner, Owner::none) << type.name << "." << field.name;
    EXPECT_FALSE(field.description.ends_with('.')) << type.name << "." << field.name;
  });
  for (const EnumSchema& list : schemas().enums()) {
    EXPECT_FALSE(list.description.empty()) << list.name;
    EXPECT_FALSE(list.source.empty()) << list.name;
  }
}

TEST(EmbeddedSchemas, ReferToTypesThatAreThere) {
  for_each_field([](const TypeSchema& type, const FieldSchema& field) {
    if (field.reference.empty() || field.reference_format == ReferenceFormat::username) return;
    EXPECT_EQ(schemas().type(field.reference_type).name, field.reference)
        << type.name << "." << field.name;
  });
}

TEST(EmbeddedSchemas, UseEveryListOfValues) {
  std::set<std::string_view> used;
  for_each_field([&](const TypeSchema&, const FieldSchema& field) {
    if (field.values != nullptr) used.insert(field.values->name);
  });
  for (const EnumSchema& list : schemas().enums()) {
    // A list of one meaning of a field is no list of the field.
    EXPECT_NE(used.contains(list.name), list.apart || !list.of.empty()) << list.name;
  }
}

TEST(EmbeddedSchemas, NameScopesThatAreThere) {
  const EnumSchema* scopes = schemas().find_enum("OauthScope");
  ASSERT_NE(scopes, nullptr);
  EXPECT_FALSE(schemas().token_scopes().empty());
  for (const std::string_view scope : schemas().token_scopes()) {
    EXPECT_NE(scopes->find(scope), nullptr) << scope;
  }
}

TEST(EmbeddedSchemas, FindTypesByFileName) {
  const auto name_of = [](const TypeSchema* type) { return type == nullptr ? "" : type->name; };
  EXPECT_EQ(name_of(schemas().find_by_suffix("eca", "Portal")), "ExternalClientApplication");
  EXPECT_EQ(name_of(schemas().find_by_suffix("settings", "OauthOidc")), "OauthOidcSettings");
  EXPECT_EQ(name_of(schemas().find_by_suffix("settings", "Account")), "");
  EXPECT_EQ(name_of(schemas().find_by_suffix("OauthOidc", "OauthOidc")), "");
  EXPECT_EQ(name_of(schemas().find_by_suffix("xml", "pom")), "");
  EXPECT_EQ(name_of(schemas().find_by_wrong_suffix("ecaGlobalOauth")),
            "ExtlClntAppGlobalOauthSettings");
  EXPECT_EQ(schemas().find_by_wrong_suffix("eca"), nullptr);
  EXPECT_EQ(name_of(schemas().find_type("Certificate")), "Certificate");
  EXPECT_EQ(schemas().find_type("certificate"), nullptr);
}

TEST(EmbeddedSchemas, FindWhatAWrongWordMeans) {
  const VocabularyEntry* scopes =
      schemas().find_vocabulary(types::ExtlClntAppOauthSettings, "scopes");
  ASSERT_NE(scopes, nullptr);
  EXPECT_EQ(scopes->means, "commaSeparatedOauthScopes");
  EXPECT_EQ(schemas().find_vocabulary(types::NamedCredential, "scopes"), nullptr);
  const ValueVocabularyEntry* infinite = schemas().find_value_vocabulary(
      fields::ExtlClntAppOauthConfigurablePolicies::refreshTokenPolicyType, "infinite");
  ASSERT_NE(infinite, nullptr);
  EXPECT_EQ(infinite->means, "Infinite");
}

TEST(EmbeddedSchemas, FindValues) {
  const EnumSchema* list = schemas().find_enum("ExtlClntAppDistState");
  ASSERT_NE(list, nullptr);
  EXPECT_NE(list->find("Local"), nullptr);
  EXPECT_EQ(list->find("local"), nullptr);
  EXPECT_EQ(list->find_ignoring_case("LOCAL")->name, "Local");
  EXPECT_EQ(list->meaning_of_mistake("Packageable"), "Packaged");
  EXPECT_EQ(list->meaning_of_mistake("Local"), "");
}

TEST(EmbeddedSchemas, KnowWhatIsSecretAndWhatIsNewest) {
  const auto secrets = schemas().secret_names();
  EXPECT_TRUE(std::is_sorted(secrets.begin(), secrets.end()));
  EXPECT_TRUE(std::binary_search(secrets.begin(), secrets.end(), "consumerSecret"));
  EXPECT_FALSE(std::binary_search(secrets.begin(), secrets.end(), "label"));
  EXPECT_EQ(schemas().newest_version(), 68);
}

TEST(EmbeddedSchemas, KeepTheirIdsInAnotherFolder) {
  const SchemaFile file = {"types/ExternalCredential.xml",
                           "<type name='ExternalCredential'><field name='mine' kind='string'/>"
                           "<field name='label' kind='string'/></type>"};
  const auto set = SchemaSet::load({&file, 1});
  ASSERT_TRUE(set);
  const TypeSchema& type = (*set)->types().front();
  EXPECT_EQ(type.id, types::ExternalCredential);
  EXPECT_EQ(type.root.find("label")->id, fields::ExternalCredential::label);
  EXPECT_GE(static_cast<std::size_t>(type.root.find("mine")->id), known_fields().size());
  EXPECT_TRUE((*set)->type(types::NamedCredential).name.empty());
  EXPECT_TRUE((*set)->field(fields::NamedCredential::label).name.empty());
}

}  // namespace
}  // namespace ecac
