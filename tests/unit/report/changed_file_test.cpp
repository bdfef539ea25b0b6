// A file may change between its judgement and the report.

#include <gtest/gtest.h>

#include <string>

#include "compiler/report/report_assembler.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

const std::string kPath = "/r/app/externalClientApps/Harbor.eca-meta.xml";

std::string header(const std::string& lines) {
  return test::metadata_text("ExternalClientApplication",
                             lines +
                                 "    <contactEmail>harbor@example.com</contactEmail>\n"
                                 "    <Label>Harbor</Label>\n");
}

/// What is reported of a header, and the lines that can be shown of it.
struct Reported {
  ReportFinding finding = {};  ///< the misspelt element
  std::string line = {};       ///< the one the finding begins on; "" if it cannot be shown
};

/// `change` happens between analysis and report.
template <class Change>
Reported reported_after(Change&& change) {
  MemoryFileTree tree = test::ProjectFiles().package("app").tree("/r");
  tree.add(kPath, header(""));
  const Host host = test::host_with(tree);
  WorkspaceRequest request;
  request.current_directory = "/r";
  const Workspace workspace(host, request);
  const DiscoveredProject& discovered = workspace.projects()[0];
  const AnalysedProject project = analyse_project(workspace, discovered);
  change(tree);
  workspace.sources()->forget(kPath);  // as if there had been no room to keep it

  ReportAssembler assembler(workspace.sources(), workspace.schema(), ShownPaths("/r", {}));
  assembler.add_project(project, rules_of({}, *discovered.config, *workspace.sources()));
  Reported reported;
  for (ReportFinding& finding : assembler.finish().findings) {
    if (rule_of(finding.rule_case).name == "unknown-element") reported.finding = std::move(finding);
  }
  const ReportPlace& place = reported.finding.place;
  LineExcerpt line;
  assembler.snippets()->line(place.file, {place.start.line, place.start.column}, line);
  reported.line = std::move(line.text);
  return reported;
}

TEST(ChangedFile, IsShownWhenItIsTheSame) {
  const Reported reported = reported_after([](MemoryFileTree&) {});
  EXPECT_EQ(reported.finding.place.start.line, 4U);
  EXPECT_EQ(reported.finding.place.start.column, 6U);
  EXPECT_FALSE(reported.finding.fixes.empty());
  EXPECT_EQ(reported.line, "    <Label>Harbor</Label>");
}

TEST(ChangedFile, ShowsNoLineAndNoFix) {
  const Reported reported =
      reported_after([](MemoryFileTree& tree) { tree.add(kPath, header("<!-- more -->\n")); });
  EXPECT_EQ(reported.finding.place.path, "app/externalClientApps/Harbor.eca-meta.xml");
  EXPECT_EQ(reported.finding.place.start.line, 4U);
  EXPECT_TRUE(reported.finding.fixes.empty());
  EXPECT_EQ(reported.line, "");
}

TEST(ChangedFile, MayBeGone) {
  const Reported reported = reported_after([](MemoryFileTree& tree) { tree.remove(kPath); });
  EXPECT_EQ(reported.finding.place.start.line, 4U);
  EXPECT_EQ(reported.finding.place.start.column, 6U);
  EXPECT_TRUE(reported.finding.fixes.empty());
  EXPECT_EQ(reported.line, "");
}

TEST(ChangedFile, IsFoundOutBetweenTwoProjects) {
  ReportFiles files;
  files.add(FileId{7}, {1, {{0, 4}}});
  files.add(FileId{7}, {1, {{8, 9}}});
  ASSERT_NE(files.find(FileId{7}), nullptr);
  EXPECT_EQ(files.find(FileId{7})->known_secrets.size(), 2U);
  files.add(FileId{7}, {2, {}});
  EXPECT_EQ(files.find(FileId{7}), nullptr);
  EXPECT_TRUE(files.has(FileId{7}));
  EXPECT_FALSE(files.has(FileId{8}));
}

}  // namespace
}  // namespace ecac
