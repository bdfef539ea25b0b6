#include <gtest/gtest.h>

#include "compiler/driver/check.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/syntax/json_document.h"
#include "compiler/workspace/project_file.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

/// What a file beside the metadata becomes by the first fix that a rule offers for it.
std::string fixed(const std::string& path, const std::string& text, std::string_view code) {
  const MemoryFileTree files =
      test::ProjectFiles()
          .file("sfdx-project.json",
                R"({"packageDirectories": [{"path": "force-app", "package": "Harbor"}]})")
          .metadata("force-app/externalClientApps/Harbor.eca-meta.xml",
                    "    <contactEmail>team@example.com</contactEmail>\n"
                    "    <distributionState>Local</distributionState>\n"
                    "    <label>Harbor</label>\n"
                    "    <logoUrl>https://harbor.my.salesforce.com/logo.png</logoUrl>\n")
          .metadata("force-app/extlClntAppPolicies/Harbor_plcy.ecaPlcy-meta.xml",
                    "    <externalClientApplication>Harbor</externalClientApplication>\n"
                    "    <isEnabled>true</isEnabled>\n"
                    "    <label>Harbor_plcy</label>\n")
          .file(path.substr(std::string_view("/p/").size()), text)
          .tree("/p");
  CheckRequest request;
  request.current_directory = "/p";
  const CheckResult result = run_check(test::host_with(files), request);
  for (const ReportFinding& finding : result.report.findings) {
    if (rule_of(finding.rule_case).code != code || finding.fixes.empty()) continue;
    EXPECT_EQ(finding.fixes.front().applicability, Applicability::unsafe);
    const ReportOperation& edit = finding.fixes.front().operations.front();
    EXPECT_EQ(result.snippets->path_of(edit.place.file), path);
    std::string after = text;
    after.replace(edit.place.range.begin, edit.place.range.size(), edit.text);
    return after;
  }
  ADD_FAILURE() << "nothing was offered for " << path;
  return {};
}

void expect_replacement(const std::string& project_file, std::size_t count) {
  const std::string after = fixed("/p/sfdx-project.json", project_file, "PKG009");
  const SfdxProjectFile read =
      parse_project_file(FileId{0}, "/p/sfdx-project.json", after, nullptr);
  EXPECT_TRUE(read.faults.empty()) << after;
  ASSERT_EQ(read.replacements.size(), count) << after;
  const Replacement& added = read.replacements.back();
  ASSERT_TRUE(added.filename && added.string_to_replace && added.with_env) << after;
  EXPECT_EQ(added.filename->value, "force-app/externalClientApps/Harbor.eca-meta.xml");
  EXPECT_EQ(added.string_to_replace->value, "harbor.my.salesforce.com");
  EXPECT_EQ(added.with_env->value, "HARBOR_HOST");
}

TEST(EditsOutsideMetadata, AddReplacements) {
  expect_replacement(R"({"packageDirectories": [{"path": "force-app"}]})", 1);
  expect_replacement(R"({"packageDirectories": [{"path": "force-app"}], "replacements": []})", 1);
  expect_replacement(
      "{\n"
      "  \"packageDirectories\": [{ \"path\": \"force-app\" }],\n"
      "  \"replacements\": [\n"
      "    { \"filename\": \"a.xml\", \"stringToReplace\": \"A\", \"replaceWithEnv\": \"A\" }\n"
      "  ],\n"
      "  \"namespace\": \"\"\n"
      "}\n",
      2);
}

TEST(EditsOutsideMetadata, AddFeatures) {
  for (const std::string text : {"{}", "{\"features\": []}", "{\"features\": [\"Communities\"]}",
                                 "{ \"edition\": \"Developer\" }"}) {
    const std::string after = fixed("/p/config/project-scratch-def.json", text, "PKG011");
    JsonValue root;
    JsonBreak broken;
    EXPECT_TRUE(parse_json(after, JsonComments::refused, root, broken)) << after;
    const JsonValue* features = root.find("features");
    ASSERT_NE(features, nullptr) << after;
    EXPECT_EQ(features->items.back().text, "ExternalClientApps") << after;
  }
}

TEST(EditsOutsideMetadata, RaiseTheVersion) {
  const std::string before =
      "{\"packageDirectories\": [{\"path\": \"force-app\"}], \"sourceApiVersion\": \"55.0\"}";
  const std::string after = fixed("/p/sfdx-project.json", before, "VER001");
  EXPECT_NE(after.find("\"sourceApiVersion\": \"56.0\""), std::string::npos) << after;
}

TEST(EditsOutsideMetadata, IgnoreFiles) {
  EXPECT_EQ(fixed("/p/.forceignore", "# ours\n", "PKG001"), "**/*.ecaPlcy-meta.xml\n# ours\n");
}

}  // namespace
}  // namespace ecac
