// A check opens every file once: what was read to judge it is there when somebody asks for its
// lines.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "compiler/driver/check.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/host/disk_file_tree.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/counted_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

/// Checks and prints, as a person would see it.
std::size_t print_findings(const FileTree& files, const std::string& folder) {
  CheckRequest request;
  request.current_directory = folder;
  const CheckResult result = run_check(host_with(files, "2026-01-31"), request);
  EXPECT_TRUE(result.report.failures.empty());
  TextReportOptions options;
  options.level = Severity::info;
  EXPECT_NE(text_report(result.report, *result.snippets, options), "");
  return result.report.findings.size();
}

TEST(OpenedOnce, EveryFileOfTheSamples) {
  for (const std::string name : {"headless-public", "headless-public-broken", "headless-private",
                                 "headless-private-broken", "mcp-oauth21", "mcp-oauth21-broken"}) {
    const DiskFileTree disk;
    const CountedTree files(disk);
    print_findings(files, std::string(ECAC_SOURCE_DIR) + "/samples/" + name);
    EXPECT_GT(files.files_opened(), 5U) << name;
    EXPECT_THAT(files.opened_again(), testing::IsEmpty()) << name;
  }
}

/// Project file, configuration, ignore lists, a scratch org definition, a key, an Apex class, a
/// certificate: they too are texts of the run.
TEST(OpenedOnce, EveryFileBesideTheMetadata) {
  const MemoryFileTree tree =
      ProjectFiles()
          .file(
              "sfdx-project.json",
              R"({"packageDirectories": [{"path": "app"}], "sourceApiVersion": "66", "namespace": 1})")
          .file("ecac.json", R"({"apps": {"Harbor": {"clientType": "public"}}})")
          .file(".forceignore", "# nothing\n")
          .file(".gitignore", "# nothing\n")
          .file("config/project-scratch-def.json", "{\"edition\": \"Developer\"}")
          .file("app/server.key", "-----BEGIN PRIVATE KEY-----\nMadeUp\n")
          .metadata("app/externalClientApps/Harbor.eca-meta.xml",
                    "    <label>H\xC3\xA4rbor</label><lable/>\n")
          .tree("/p");
  const CountedTree files(tree);
  EXPECT_GT(print_findings(files, "/p"), 3U);
  EXPECT_EQ(files.opened("/p/sfdx-project.json"), 1);
  EXPECT_EQ(files.opened("/p/ecac.json"), 1);
  EXPECT_EQ(files.opened("/p/app/externalClientApps/Harbor.eca-meta.xml"), 1);
  EXPECT_THAT(files.opened_again(), testing::IsEmpty());
}

}  // namespace
}  // namespace ecac::test
