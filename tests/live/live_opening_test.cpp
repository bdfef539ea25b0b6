// Opening a file changes nothing of what is found: in the samples, in real projects and in those of
// ../shared/cases a live workspace tells what a check tells, before and after each file is opened.

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "compiler/driver/check.h"
#include "compiler/live/live_workspace.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/path_text.h"
#include "tests/live/told_findings.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr char kFolder[] = "/w";

/// How many files were opened.
std::size_t expect_same_findings(const std::string& folder) {
  SCOPED_TRACE(folder);
  MemoryFileTree tree;
  const ProjectTexts texts = texts_of_folder(folder);
  for (const auto& [path, text] : texts) tree.add(join_path(kFolder, path), text);
  const Host host = host_with(tree);
  CheckRequest request;
  request.current_directory = kFolder;
  request.paths = {kFolder};
  const CheckResult result = run_check(host, request);
  // Where a configuration cannot be used, a check finds nothing.
  if (!result.report.failures.empty()) return 0;
  const Told expected = told_in(result.report, kFolder, tree);

  LiveRequest asked;
  asked.current_directory = kFolder;
  asked.paths = {kFolder};
  LiveWorkspace live(host, asked);
  live.load();
  live.update();
  EXPECT_EQ(told_by(live), expected);
  std::size_t opened = 0;
  for (const auto& [path, text] : texts) {
    live.open(join_path(kFolder, path), text, 1);
    live.update();
    ++opened;
    if (opened % 16 != 0) continue;
    EXPECT_EQ(told_by(live), expected) << path;
  }
  EXPECT_EQ(told_by(live), expected) << "with all files open";
  for (const auto& [path, text] : texts) live.close(join_path(kFolder, path));
  live.update();
  EXPECT_EQ(told_by(live), expected) << "with all files closed again";
  return opened;
}

TEST(LiveOpening, ChangesNothingInTheSamples) {
  EXPECT_GT(expect_same_findings("samples"), 40U);
}

TEST(LiveOpening, ChangesNothingInRealProjects) {
  ECAC_NEED_SHARED(shared);
  std::size_t opened = 0;
  for (const auto& project : std::filesystem::directory_iterator(shared + "/corpus")) {
    if (project.is_directory()) opened += expect_same_findings(project.path().string());
  }
  EXPECT_GT(opened, 100U);
}

TEST(LiveOpening, ChangesNothingInTheCases) {
  ECAC_NEED_SHARED(shared);
  std::size_t opened = 0;
  for (const auto& each : std::filesystem::directory_iterator(shared + "/cases")) {
    const std::filesystem::path project = each.path() / "project";
    if (std::filesystem::is_directory(project)) opened += expect_same_findings(project.string());
  }
  EXPECT_GT(opened, 500U);
}

}  // namespace
}  // namespace ecac::test
