#include "compiler/driver/fix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::string misspelt() {
  return test::metadata_text("ExternalClientApplication",
                             "    <contactEmail>harbor@example.com</contactEmail>\n"
                             "    <distributionState>local</distributionState>\n"
                             "    <label>Harbor</label>\n");
}

MemoryFileTree misnamed_project() {
  return test::ProjectFiles()
      .package("app")
      .file("app/Harbor.externalClientApp-meta.xml", misspelt())
      .tree("/p");
}

FixRequest fix_request(std::vector<std::string> paths) {
  FixRequest request;
  request.check.current_directory = "/p";
  request.check.paths = std::move(paths);
  return request;
}

TEST(RunFix, FollowsTheFileThatWasNamedToItsNewName) {
  const MemoryFileTree tree = misnamed_project();
  FixRequest request = fix_request({"app/Harbor.externalClientApp-meta.xml"});
  EXPECT_THAT(run_fix(test::host_with(tree), request).changes, IsEmpty()) << "renaming is not safe";
  request.unsafe = true;
  const FixOutcome fixed = run_fix(test::host_with(tree), request);
  ASSERT_EQ(fixed.changes.size(), 1U);
  EXPECT_EQ(fixed.changes[0].old_path, "/p/app/Harbor.externalClientApp-meta.xml");
  EXPECT_EQ(fixed.changes[0].new_path, "/p/app/Harbor.eca-meta.xml");
  EXPECT_EQ(fixed.changes[0].before, misspelt());
  EXPECT_NE(fixed.changes[0].after.find("<distributionState>Local<"), std::string::npos);
  EXPECT_THAT(fixed.moved, ElementsAre(Pair("/p/app/Harbor.externalClientApp-meta.xml",
                                            "/p/app/Harbor.eca-meta.xml")));
  ASSERT_EQ(fixed.made.size(), 2U);
  EXPECT_EQ(rule_of(fixed.made[1].rule_case).code, "SCH004");
  EXPECT_EQ(fixed.made[1].path, "app/Harbor.eca-meta.xml");
  EXPECT_EQ(fixed.made[1].position, (LineColumn{4, 24}));
  EXPECT_THAT(fixed.left_out, IsEmpty());
}

TEST(RunFix, TellsWhyNothingCouldBeChecked) {
  const MemoryFileTree tree = misnamed_project();
  const FixOutcome fixed = run_fix(test::host_with(tree), fix_request({"nowhere"}));
  EXPECT_EQ(fixed.failures.size(), 1U);
  EXPECT_THAT(fixed.changes, IsEmpty());
}

/// Somebody changes a file once it was judged: its bytes are no longer those of the report.
TEST(RunFix, KnowsTheBytesThatWereJudged) {
  const MemoryFileTree tree =
      test::ProjectFiles().file("Harbor.eca-meta.xml", misspelt()).tree("/p");
  const CheckResult result = run_check(test::host_with(tree), fix_request({"."}).check);
  ASSERT_FALSE(result.report.findings.empty());
  const FileId file = result.report.findings[0].place.file;
  EXPECT_TRUE(result.snippets->is_as_judged(file, misspelt()));
  EXPECT_FALSE(result.snippets->is_as_judged(file, misspelt() + '\n'));
}

TEST(PathsAfter, AreWhereFilesWentWithoutThoseThatAreGone) {
  const MovedFiles moved = {{"/p/a", "/p/d/b"}, {"/p/gone", ""}, {"/p/out", "/q/out"}};
  EXPECT_THAT(paths_after({"a", "gone", "/p/out", "kept"}, "/p", moved),
              ElementsAre("d/b", "/q/out", "kept"));
}

}  // namespace
}  // namespace ecac
