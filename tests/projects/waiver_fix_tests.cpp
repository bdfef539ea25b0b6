#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compiler/driver/fix.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace waiver_fixes {
namespace {

using testing::IsEmpty;

/// A file after all fixes of the configuration.
std::string fixed(const std::string& configuration, const std::string& name = "ecac.json",
                  const std::map<std::string, std::string>& others = {}) {
  ProjectFiles files;
  files.app("Harbor").edit("Harbor.eca-meta.xml", "Local<", "Nonsense<");
  for (const auto& [path, text] : others) files.file(path, text);
  const MemoryFileTree tree = files.file(name, configuration).tree("/p");
  CheckRequest request;
  request.current_directory = "/p";
  request.select = {"SCH001", "SCH004", "CFG"};
  request.today = "2027-01-31";
  const FixOutcome outcome = run_fix(host_with(tree), {.check = request, .unsafe = true});
  EXPECT_THAT(outcome.failures, IsEmpty());
  std::string text = configuration;
  for (const FileChange& change : outcome.changes) {
    if (change.new_path == "/p/" + name) text = change.after;
  }
  // Nothing that git would complain of.
  EXPECT_EQ(text.find(" \n"), std::string::npos) << text;
  EXPECT_EQ(text.find("\n\n}"), std::string::npos) << text;
  return text;
}

TEST(WaiverFixes, TakeOutWhatCoversNothing) {
  const std::string used = R"({ "rule": "SCH004", "reason": "why" })";
  EXPECT_EQ(fixed("{\n"
                  "  // what we live with\n"
                  "  \"waivers\": [\n"
                  "    { \"rule\": \"SCH001\", \"reason\": \"why\" }, // of old\n"
                  "    " +
                  used +
                  ", // needed\n"
                  "    {\n"
                  "      \"fingerprint\": \"0123456789abcdef\",\n"
                  "      \"reason\": \"why\"\n"
                  "    }\n"
                  "  ],\n"
                  "  \"exclude\": [ \"a\",\"b\" ]\n"
                  "}\n"),
            "{\n"
            "  // what we live with\n"
            "  \"waivers\": [\n"
            "    " +
                used +
                " // needed\n"
                "  ],\n"
                "  \"exclude\": [ \"a\",\"b\" ]\n"
                "}\n");
  EXPECT_EQ(fixed(R"({"waivers": [)" + used + R"(, {"rule": "SCH001", "reason": "why"}]})"),
            R"({"waivers": [)" + used + "]}");
  EXPECT_EQ(fixed(R"({"waivers": [{"rule": "SCH001", "reason": "why"}]})"), R"({"waivers": []})");
}

TEST(WaiverFixes, TakeOutWhatHasEnded) {
  EXPECT_EQ(
      fixed("{\r\n  \"waivers\": [\r\n"
            "    { \"rule\": \"SCH004\", \"reason\": \"why\", \"until\": \"2027-01-30\" },\r\n"
            "    { \"rule\": \"SCH\", \"reason\": \"why\", \"until\": \"2027-01-31\" }\r\n"
            "  ]\r\n}\r\n"),
      "{\r\n  \"waivers\": [\r\n"
      "    { \"rule\": \"SCH\", \"reason\": \"why\", \"until\": \"2027-01-31\" }\r\n"
      "  ]\r\n}\r\n");
}

TEST(WaiverFixes, TakeOutASuppressionThatCoversNothing) {
  EXPECT_EQ(fixed("{\n  \"apps\": {\n    \"Harbor\": {\n      \"suppress\": {\n"
                  "        \"SCH004\": \"why\",\n        \"SCH001\": \"why\"\n"
                  "      }\n    }\n  }\n}\n"),
            "{\n  \"apps\": {\n    \"Harbor\": {\n      \"suppress\": {\n"
            "        \"SCH004\": \"why\"\n"
            "      }\n    }\n  }\n}\n");
}

TEST(WaiverFixes, MendNames) {
  EXPECT_EQ(
      fixed(R"({"apps": {"Harbr": {"clientType": "public"}}, "known": ["PermisionSet:A"],)"
            R"( "waivers": [{"rule": "SCH004", "component": "ExternalClientApplication:Habor",)"
            R"( "reason": "why"}, {"rule": "SCH004", "component": "NamedCredential:Lighthouse",)"
            R"( "reason": "why"}]})"),
      R"({"apps": {"Harbor": {"clientType": "public"}}, "known": ["PermissionSet:A"],)"
      R"( "waivers": [{"rule": "SCH004", "component": "ExternalClientApplication:Harbor",)"
      R"( "reason": "why"}]})");
  // Two entries of one name say neither what they said.
  const std::string both = R"({"apps": {"Harbr": {"clientType": "public"}, "Harbor": {}}})";
  EXPECT_EQ(fixed(both), both);
}

TEST(WaiverFixes, WriteIntoTheFileThatSaysIt) {
  const std::string project =
      "{\"packageDirectories\": [{\"path\": \".\"}],\n \"plugins\": {\"ecac\": {\"waivers\": [";
  EXPECT_EQ(fixed(project + R"({"rule": "SCH001", "reason": "why"}]}}})", "sfdx-project.json"),
            project + "]}}}");
  const std::string base = R"({"waivers": [{"rule": "SCH001", "reason": "why"}]})";
  EXPECT_EQ(fixed(base, "base.json", {{"ecac.json", R"({"extends": "base.json"})"}}),
            R"({"waivers": []})");
}

TEST(WaiverFixes, AreNeverSafe) {
  ProjectFiles files;
  files.app("Harbor");
  const MemoryFileTree tree =
      files.file("ecac.json", R"({"waivers": [{"rule": "SCH001", "reason": "why"}]})").tree("/p");
  CheckRequest request;
  request.current_directory = "/p";
  request.select = {"SCH001", "CFG"};
  const CheckResult result = run_check(host_with(tree), request);
  ASSERT_EQ(result.report.findings.size(), 1U);
  ASSERT_EQ(result.report.findings[0].fixes.size(), 1U);
  EXPECT_EQ(result.report.findings[0].fixes[0].applicability, Applicability::unsafe);
  EXPECT_THAT(run_fix(host_with(tree), {.check = request}).changes, IsEmpty());
}

}  // namespace
}  // namespace waiver_fixes
}  // namespace ecac::test
