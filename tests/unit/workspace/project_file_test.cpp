#include "compiler/workspace/project_file.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac::project_file_test {
namespace {

SfdxProjectFile parse(std::string_view text) {
  MemoryFileTree tree;
  tree.add_directory("/p/force-app");
  tree.add_directory("/p/unpackaged/pre");
  tree.add("/p/a-file", "");
  return parse_project_file(FileId{0}, "/p/sfdx-project.json", text, &tree);
}

/// "case `text it points at`" for each problem.
std::string dump_problems(std::string_view text) {
  const SfdxProjectFile file = parse(text);
  std::string dump;
  constexpr const char* kKinds[] = {"syntax", "structure", "value", "missing-directory"};
  for (const ProjectFileFault& fault : file.faults) {
    EXPECT_EQ(fault.path, "/p/sfdx-project.json");
    EXPECT_FALSE(fault.words.empty());
    EXPECT_LE(fault.range.begin, fault.range.end);
    EXPECT_LE(fault.range.end, text.size());
    dump += std::string(kKinds[static_cast<std::size_t>(fault.kind)]) + " `" +
            std::string(fault.range.in(text)) + "`\n";
  }
  return dump;
}

struct ProblemCase {
  const char* text;
  const char* problems;
};

constexpr ProblemCase kCases[] = {
    {R"({"packageDirectories": [{"path": "force-app"}]})", ""},
    {R"({"packageDirectories": [{"path": "./force-app/"}], "namespace": "", "x": {}})", ""},
    {R"({"packageDirectories": [{"path": "."}]})", ""},
    {"{\"packageDirectories\": [{\"path\": \"force-app\"}]]\n}", "syntax `]`\n"},
    {"", "syntax ``\n"},
    {"// no comments\n{}", "syntax `/`\n"},
    {"{\"a\": \"\xFF\"}", "syntax `\xFF`\n"},
    {"[]", "structure `[]`\n"},
    {"{}", "structure `{`\n"},
    {R"({"packageDirectories": "force-app"})", "structure `\"force-app\"`\n"},
    {R"({"packageDirectories": []})", "structure `[]`\n"},
    {R"({"packageDirectories": ["force-app"]})", "structure `\"force-app\"`\n"},
    {R"({"packageDirectories": [{"default": true}]})", "structure `{`\n"},
    {R"({"packageDirectories": [{"path": 1}]})", "structure `1`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}, {"path": "unpackaged/pre"}]})",
     "structure `[`\n"},
    {R"({"packageDirectories": [{"path": "force-app", "default": true},
         {"path": "unpackaged/pre", "default": true}]})",
     "structure `true`\n"},
    {R"({"packageDirectories": [{"path": "force-app", "default": true},
         {"path": "unpackaged/pre", "default": false}]})",
     ""},
    {R"({"packageDirectories": [{"path": "/force-app"}]})", "value `/force-app`\n"},
    {R"({"packageDirectories": [{"path": "C:\\force-app"}]})", "value `C:\\\\force-app`\n"},
    {R"({"packageDirectories": [{"path": "../force-app"}]})", "value `../force-app`\n"},
    {R"({"packageDirectories": [{"path": "missing"}]})", "missing-directory `missing`\n"},
    {R"({"packageDirectories": [{"path": "a-file"}]})", "missing-directory `a-file`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "namespace": "my ns"})", "value `my ns`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "namespace": "1ns"})", "value `1ns`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "namespace": "aquiva_os"})", ""},
    {R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66.0"})", ""},
    {R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66"})",
     "value `66`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": 66.0})",
     "value `66.0`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "v66"})",
     "value `v66`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66.5"})",
     "value `66.5`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": true})",
     "value `true`\n"},
    {R"({"packageDirectories": [{"path": "force-app"}], "replacements": [{"filename": "a"}]})",
     "value `{`\nvalue `{`\n"},
};

TEST(ProjectFile, PointsAtWhatIsWrong) {
  for (const ProblemCase& c : kCases) EXPECT_EQ(dump_problems(c.text), c.problems) << c.text;
}

TEST(ProjectFile, UnderstandsWhatItCan) {
  const SfdxProjectFile file = parse(R"({
    "packageDirectories": [
      {"path": "./force-app", "default": true, "package": "Billing \u00e9",
       "unpackagedMetadata": {"path": "unpackaged/pre"},
       "dependencies": [{"package": "Base", "versionNumber": "1.2.0.LATEST"}]},
      {"path": "missing"}
    ],
    "namespace": "acme",
    "sourceApiVersion": "66",
    "replacements": [
      {"filename": "force-app/a.xml", "stringToReplace": "@USER@", "replaceWithEnv": "RUN_AS",
       "replaceWhenEnv": [{"env": "CI", "value": true}], "allowUnsetEnvVariable": true},
      {"glob": "**/*.xml", "regexToReplace": "x+", "replaceWithFile": "x.txt"}
    ],
    "sourceBehaviorOptions": ["decomposePermissionSetBeta2"],
    "packageAliases": {"Base": "04t000000000001"}
  })");
  ASSERT_EQ(file.package_directories.size(), 2u);
  const PackageDirectory& first = file.package_directories[0];
  EXPECT_EQ(first.path, "force-app");
  EXPECT_TRUE(first.is_default);
  EXPECT_FALSE(first.missing);
  EXPECT_EQ(first.package->value, "Billing \xC3\xA9");
  EXPECT_EQ(first.unpackaged_metadata, "unpackaged/pre");
  ASSERT_EQ(first.dependencies.size(), 1u);
  EXPECT_EQ(first.dependencies[0].package.value, "Base");
  EXPECT_EQ(first.dependencies[0].version_number, "1.2.0.LATEST");
  EXPECT_TRUE(file.package_directories[1].missing);
  EXPECT_EQ(file.ns.value, "acme");
  EXPECT_EQ(file.source_api_version->value, 66);
  ASSERT_EQ(file.replacements.size(), 2u);
  EXPECT_EQ(file.replacements[0].string_to_replace->value, "@USER@");
  EXPECT_EQ(file.replacements[0].with_env->value, "RUN_AS");
  EXPECT_EQ(file.replacements[0].when_env[0].value, "true");
  EXPECT_TRUE(file.replacements[0].allow_unset);
  EXPECT_EQ(file.replacements[1].with_file->value, "x.txt");
  EXPECT_EQ(file.source_behavior_options, std::vector<std::string>{"decomposePermissionSetBeta2"});
  EXPECT_EQ(file.package_aliases[0].id, "04t000000000001");
}

TEST(ProjectFile, SurvivesDeepNesting) {
  const std::string text(1'000'000, '[');
  const SfdxProjectFile file = parse(text);
  ASSERT_EQ(file.faults.size(), 1u);
  EXPECT_EQ(file.faults[0].kind, ProjectFileFault::Kind::syntax);
}

// Any cut of a good file gives at most problems whose places lie in the text.
TEST(ProjectFile, SurvivesEveryCut) {
  const std::string text =
      "\xEF\xBB\xBF{\"packageDirectories\": [{\"path\": \"a\\\"b\\u00e9\", \"default\": true}],"
      " \"sourceApiVersion\": 66.0e0, \"namespace\": null}";
  for (std::size_t size = 0; size <= text.size(); ++size) dump_problems(text.substr(0, size));
}

}  // namespace
}  // namespace ecac::project_file_test
