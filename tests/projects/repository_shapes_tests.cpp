// Thirty apps in the shapes that repositories have: what belongs to which deploy, and which
// findings follow. Each shape is held against the app alone in a project.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/check.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test::repository_shapes {
namespace {

using testing::IsEmpty;

constexpr int kQuayCount = 30;

std::string pick(int number, const std::vector<std::string>& choices) {
  return choices[static_cast<std::size_t>(number) % choices.size()];
}

std::string element(const std::string& name, const std::string& value) {
  return value.empty() ? "" : "    <" + name + ">" + value + "</" + name + ">\n";
}

/// The files of one app below a source folder: apps of browsers, servers, devices and robots, some
/// with a fault of their own.
ProjectTexts app_files(int number) {
  const std::string app = "Quay_" + std::to_string(number);
  ProjectFiles files;
  files.app(app);
  files.metadata(
      "extlClntAppOauthSettings/" + app + "_oauth.ecaOauth-meta.xml",
      element("commaSeparatedOauthScopes",
              pick(number, {"Api", "Api, RefreshToken", "OpenID, Profile", "Full", "Api, Web"})) +
          element("externalClientApplication", app) + element("label", app + "_oauth") +
          element(number % 7 == 3 ? "isPkceRequierd" : "isFirstPartyAppEnabled", "false"));
  files.metadata(
      "extlClntAppGlobalOauthSets/" + app + "_glbloauth.ecaGlblOauth-meta.xml",
      element("callbackUrl",
              pick(number, {"https://quay.example.com/callback", "http://quay.example.com/callback",
                            "quay://done", "http://localhost:8080/callback"})) +
          element("externalClientApplication", app) +
          element("isConsumerSecretOptional", pick(number, {"", "true", "false"})) +
          element("isPkceRequired", pick(number, {"true", "false", ""})) +
          element("label", app + "_glbloauth"));
  if (number % 2 == 0) {
    files.oauth_policies(
        app + "_oauthPlcy", app,
        element("ipRelaxationPolicyType", pick(number, {"", "Enforce", "Bypass"})) +
            element("refreshTokenPolicyType", pick(number, {"", "Infinite", "Zero"})));
  }
  if (number % 5 == 0) {
    files.metadata("permissionsets/" + app + "_Users.permissionset-meta.xml",
                   element("label", app + " Users"));
  }
  return files.texts();
}

ProjectTexts below(const std::string& folder, const ProjectTexts& texts) {
  ProjectTexts moved;
  for (const auto& [path, text] : texts) moved[folder + "/" + path] = text;
  return moved;
}

ProjectTexts together(std::initializer_list<ProjectTexts> parts) {
  ProjectTexts all;
  for (const ProjectTexts& part : parts) all.insert(part.begin(), part.end());
  return all;
}

std::string project_file(const std::vector<std::string>& directories) {
  std::string text = "{\"sourceApiVersion\": \"66.0\", \"packageDirectories\": [";
  for (std::size_t i = 0; i < directories.size(); ++i) {
    text += (i == 0 ? "" : ", ");
    text += "{\"path\": \"" + directories[i] + "\"" + (i == 0 ? ", \"default\": true}" : "}");
  }
  return text + "]}";
}

/// Whether a file is an admin's, which teams keep apart.
bool is_policy(const std::string& path) {
  return path.find("Policies/") != std::string::npos;
}

ProjectTexts only(const ProjectTexts& texts,
                  const std::function<bool(const std::string&)>& wanted) {
  ProjectTexts some;
  for (const auto& [path, text] : texts) {
    if (wanted(path)) some[path] = text;
  }
  return some;
}

/// The same files as a deploy in metadata format has them.
ProjectTexts in_metadata_format(const ProjectTexts& texts) {
  ProjectTexts renamed;
  for (const auto& [path, text] : texts) renamed[path.substr(0, path.rfind("-meta.xml"))] = text;
  return renamed;
}

std::string manifest(const std::vector<std::string>& types) {
  std::string text;
  for (const std::string& type : types) {
    text += "    <types>\n        <members>*</members>\n        <name>" + type +
            "</name>\n    </types>\n";
  }
  return metadata_text("Package", text + "    <version>66.0</version>\n");
}

/// Findings by where they are, without the folders in front: "Quay_1.eca NAM001".
using Findings = std::vector<std::string>;

class Shape {
 public:
  explicit Shape(const ProjectTexts& texts) { add_texts(tree_, "/p", texts); }

  Shape& environment(const std::string& name) {
    request_.deploy_environment = name;
    return *this;
  }
  Shape& paths(std::vector<std::string> paths) {
    request_.paths = std::move(paths);
    return *this;
  }
  Shape& manifest_file(const std::string& path) {
    request_.manifest = path;
    return *this;
  }
  Shape& mode(Mode mode) {
    request_.mode = mode;
    return *this;
  }
  const CheckResult& run() {
    request_.current_directory = "/p";
    result_ = run_check(host_with(tree_), request_);
    EXPECT_THAT(result_.report.failures, IsEmpty());
    return result_;
  }
  /// Those of files whose path begins so.
  Findings findings(const std::string& folder = "") {
    run();
    Findings found;
    for (const ReportFinding& finding : result_.report.findings) {
      const std::string& path = finding.place.path;
      if (!path.starts_with(folder)) continue;
      std::string name = path.substr(path.rfind('/') + 1);
      name = name.substr(0, name.find("-meta.xml"));
      found.push_back(name + " " + std::string(rule_of(finding.rule_case).code));
    }
    std::sort(found.begin(), found.end());
    return found;
  }
  const ReportSummary& summary() const { return result_.report.summary; }

 private:
  MemoryFileTree tree_;
  CheckRequest request_;
  CheckResult result_;
};

Findings findings_but(Findings findings, const std::string& code) {
  std::erase_if(findings, [&](const std::string& one) { return one.ends_with(code); });
  return findings;
}

class RepositoryShape : public testing::TestWithParam<int> {
 protected:
  const ProjectTexts app = app_files(GetParam());
  const ProjectTexts policies = only(app, is_policy);
  const ProjectTexts developers =
      only(app, [](const std::string& path) { return !is_policy(path); });
  const std::string name = "Quay_" + std::to_string(GetParam());
  const ProjectTexts alone = together(
      {below("force-app/main/default", app), {{"sfdx-project.json", project_file({"force-app"})}}});
  const Findings expected = Shape(alone).findings();
};

TEST_P(RepositoryShape, InASubfolder) {
  Shape shape(together({below("salesforce", alone), {{"README.md", "# Quay\n"}}}));
  EXPECT_EQ(shape.findings(), expected);
  EXPECT_EQ(shape.summary().projects, 1u);
  EXPECT_EQ(shape.summary().apps, 1u);
}

TEST_P(RepositoryShape, InSeveralPackageDirectories) {
  if (policies.empty()) return;  // git keeps no empty folder
  Shape shape(together({below("src/app/main/default", developers),
                        below("src/policies/main/default", policies),
                        {{"sfdx-project.json", project_file({"src/app", "src/policies"})}}}));
  EXPECT_EQ(shape.findings(), expected);
}

TEST_P(RepositoryShape, WithPoliciesForEachEnvironment) {
  if (policies.empty()) return;
  const ProjectTexts files =
      together({below("src/app", developers),
                below("env/dev", policies),
                below("env/uat", policies),
                {{"sfdx-project.json", project_file({"src/app", "env/dev", "env/uat"})}}});
  const std::string environments =
      R"({"environments": {"dev": ["src/app", "env/dev"], "uat": ["src/app", "env/uat"]}})";
  // One environment is one deploy, whether it is named by its name or by its folders.
  Shape named(together({files, {{"ecac.json", environments}}}));
  EXPECT_EQ(named.environment("uat").findings(), expected);
  EXPECT_EQ(named.findings("env/dev"), Findings());
  Shape by_paths(files);
  EXPECT_EQ(by_paths.paths({"src/app", "env/uat"}).findings(), expected);
  // Without a choice each is checked, and what both say is said once.
  Shape each(together({files, {{"ecac.json", environments}}}));
  each.run();
  EXPECT_EQ(each.findings("src/app"), Shape(together({files, {{"ecac.json", environments}}}))
                                          .environment("dev")
                                          .findings("src/app"));
  EXPECT_EQ(each.summary().projects, 1u);
  EXPECT_EQ(each.summary().files_checked, developers.size() + 2 * policies.size());
  // Without any configuration they are twins in different folders, which is worth a note.
  Shape unknown(files);
  for (const ReportFinding& finding : unknown.run().report.findings) {
    if (rule_of(finding.rule_case).code != "NAM003") continue;
    EXPECT_EQ(finding.severity, Severity::info) << finding.message;
  }
}

TEST_P(RepositoryShape, InMetadataFormat) {
  const ProjectTexts source = in_metadata_format(app);
  const std::vector<std::string> types = {"ExternalClientApplication", "ExtlClntAppOauthSettings",
                                          "ExtlClntAppGlobalOauthSettings",
                                          "ExtlClntAppOauthConfigurablePolicies", "PermissionSet"};
  Shape shape(together({below("src", source), {{"src/package.xml", manifest(types)}}}));
  EXPECT_EQ(shape.findings(), expected);
  // What the folder's own manifest does not list stays behind.
  Shape some(together(
      {below("src", source), {{"src/package.xml", manifest({"ExternalClientApplication"})}}}));
  for (const std::string& finding : some.findings()) {
    EXPECT_TRUE(finding.starts_with(name + ".eca ") || finding.starts_with("package.xml"))
        << finding;
  }
}

TEST_P(RepositoryShape, BesideAFolderInMetadataFormat) {
  Shape shape(together({alone,
                        below("mdapi", in_metadata_format(app)),
                        {{"mdapi/package.xml", manifest({"ExternalClientApplication"})}}}));
  EXPECT_EQ(shape.findings(), expected);
}

TEST_P(RepositoryShape, InAFolderInMetadataFormatThatIsNamed) {
  const ProjectTexts folder =
      together({below("mdapi", in_metadata_format(app)),
                {{"mdapi/package.xml",
                  manifest({"ExternalClientApplication", "ExtlClntAppOauthSettings"})}}});
  Shape own(folder);
  const Findings of_folder = own.findings("mdapi/");
  Shape beside(together({alone, folder}));
  EXPECT_EQ(beside.paths({"mdapi"}).findings(), of_folder);
  EXPECT_EQ(beside.summary().projects, 1u);
  EXPECT_EQ(beside.summary().manifests.size(), 1u);
}

TEST_P(RepositoryShape, InThreeRepositoriesSideBySide) {
  Shape shape(
      together({below("one", alone),
                below("two", alone),
                below("three", alone),
                {{"one/.git/HEAD", "ref"}, {"two/.git/HEAD", "ref"}, {"three/.git/HEAD", "ref"}}}));
  for (const std::string folder : {"one/", "two/", "three/"}) {
    EXPECT_EQ(shape.findings(folder), expected);
  }
  EXPECT_EQ(shape.summary().projects, 3u);
}

TEST_P(RepositoryShape, BesideOrgSettingsOfAnotherRepository) {
  Shape shape(
      together({below("one", in_metadata_format(app)),
                {{"one/.git/HEAD", "ref"},
                 {"two/.git/HEAD", "ref"},
                 {"two/settings/OauthOidc.settings",
                  metadata_text("OauthOidcSettings",
                                "    <oAuthCdCrdtFlowEnable>false</oAuthCdCrdtFlowEnable>\n")}}}));
  Shape own(below("one", in_metadata_format(app)));
  EXPECT_EQ(shape.findings("one/"), own.findings("one/"));
}

TEST_P(RepositoryShape, BesideTemplatesAndFixtures) {
  Shape shape(together({alone,
                        below("templates/assets", app),
                        below("test/fixtures/broken", app),
                        {{"templates/assets/settings/OauthOidc.settings-meta.xml", "<Odd/>"}}}));
  EXPECT_EQ(shape.findings(), expected);
  // Nor where the package directory is not there at all.
  Shape empty(together(
      {below("templates/assets", app), {{"sfdx-project.json", project_file({"force-app"})}}}));
  EXPECT_EQ(empty.findings("templates"), Findings());
}

TEST_P(RepositoryShape, BesideABackupWithASecret) {
  ProjectTexts backup = app;
  edit_text(backup, "_glbloauth.ecaGlblOauth-meta.xml", "    <label>",
            "    <consumerSecret>0123456789ABCDEFnotreal0123456789ABCDEF</consumerSecret>\n"
            "    <label>");
  Shape shape(together({alone, below("backup/2026", backup)}));
  EXPECT_EQ(shape.findings("force-app"), expected);
  EXPECT_EQ(shape.findings("backup"), Findings({name + "_glbloauth.ecaGlblOauth SCT001"}));
  // A review judges what lies there, too.
  Shape review(together({alone, below("backup/2026", backup)}));
  Shape reviewed_alone(alone);
  EXPECT_GE(review.mode(Mode::audit).findings("backup").size(),
            reviewed_alone.mode(Mode::audit).findings().size());
}

TEST_P(RepositoryShape, WithADeltaManifest) {
  if (policies.empty()) return;
  Shape shape(
      together({alone, {{"delta.xml", manifest({"ExtlClntAppOauthConfigurablePolicies"})}}}));
  for (const std::string& finding : shape.manifest_file("delta.xml").findings()) {
    EXPECT_TRUE(finding.starts_with(name + "_oauthPlcy")) << finding;
  }
}

TEST_P(RepositoryShape, WithAFolderThatIsIgnored) {
  Shape shape(
      together({alone, below("force-app/attic", app), {{".forceignore", "**/attic/**\n"}}}));
  EXPECT_EQ(shape.findings(), expected);
  EXPECT_EQ(shape.summary().apps, 1u);
}

TEST_P(RepositoryShape, InAPackage) {
  Shape shape(together(
      {below("force-app/main/default", app),
       {{"sfdx-project.json", R"({"sourceApiVersion": "66.0", "packageDirectories": [)"
                              R"({"path": "force-app", "default": true, "package": "Quay"}]})"}}}));
  Findings packaged = shape.findings();
  // What a package adds, and nothing else.
  for (const std::string code : {"PKG001", "PKG007", "PKG015", "CRD018"}) {
    packaged = findings_but(std::move(packaged), code);
  }
  EXPECT_EQ(packaged, expected);
}

/// Each environment is compared with what it was before, not with another one.
TEST(RepositoryShapes, CompareAnEnvironmentWithItself) {
  ProjectFiles files;
  files.file("src/app/externalClientApps/Quay.eca-meta.xml", app_text("Quay"))
      .file("src/app/extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml",
            oauth_text("Quay_oauth", "Quay"))
      .file("src/app/permissionsets/Crew.permissionset-meta.xml",
            metadata_text("PermissionSet", element("label", "Crew")))
      .file("env/dev/extlClntAppOauthPolicies/Quay_oauthPlcy.ecaOauthPlcy-meta.xml",
            oauth_policies_text("Quay_oauthPlcy", "Quay",
                                element("permittedUsersPolicyType", "AllSelfAuthorized")))
      .file("env/uat/extlClntAppOauthPolicies/Quay_oauthPlcy.ecaOauthPlcy-meta.xml",
            oauth_policies_text(
                "Quay_oauthPlcy", "Quay",
                element("commaSeparatedPermissionSet", "Crew") +
                    element("permittedUsersPolicyType", "AdminApprovedPreAuthorized")))
      .file("sfdx-project.json", project_file({"src/app", "env/dev", "env/uat"}))
      .file("ecac.json",
            R"({"environments": {"dev": ["src/app", "env/dev"], "uat": ["src/app", "env/uat"]}})");
  const MemoryFileTree tree = files.tree("/p");
  ProjectFiles before = files;
  before.edit("env/uat/extlClntAppOauthPolicies/Quay_oauthPlcy.ecaOauthPlcy-meta.xml",
              "AdminApprovedPreAuthorized", "AllSelfAuthorized");
  const MemoryFileTree earlier = before.tree("/p");
  const auto switches = [&](const MemoryFileTree& than) {
    CheckRequest request;
    request.current_directory = "/p";
    request.mode = Mode::predeploy;
    request.select = {"POL004"};
    request.earlier = EarlierState{&than, {}, {}, "/p", "/p", nullptr};
    const CheckResult result = run_check(host_with(tree), request);
    EXPECT_THAT(result.report.failures, IsEmpty());
    return result.report.findings.size();
  };
  EXPECT_EQ(switches(tree), 0U);
  EXPECT_EQ(switches(earlier), 1U);
}

INSTANTIATE_TEST_SUITE_P(Quays, RepositoryShape, testing::Range(0, kQuayCount));

}  // namespace
}  // namespace ecac::test::repository_shapes
