// Each of the three calls that `run_check` makes can be made alone.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/report_assembler.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/workspace/workspace.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

MemoryFileTree two_projects() {
  test::ProjectFiles files;
  files.package("app").metadata("app/externalClientApps/Harbor.eca-meta.xml",
                                "    <contactEmail>harbor@example.com</contactEmail>\n"
                                "    <label>Harbor</label>\n"
                                "    <lable>Harbor</lable>\n");
  MemoryFileTree tree = files.tree("/r/one");
  test::add_texts(tree, "/r/two", files.texts());
  return tree;
}

WorkspaceRequest request_for(std::vector<std::string> paths) {
  WorkspaceRequest request;
  request.current_directory = "/r";
  request.paths = std::move(paths);
  return request;
}

std::vector<std::string> codes_of(const AnalysedProject& project) {
  std::vector<std::string> codes;
  project.analysis().for_each_unit_finding(
      [&](const Diagnostic& finding) { codes.emplace_back(rule_of(finding.rule_case).code); });
  return codes;
}

TEST(Engine, OpensAWorkspaceWithoutJudgingIt) {
  const MemoryFileTree tree = two_projects();
  const Host host = test::host_with(tree);
  const Workspace workspace(host, request_for({"one", "two"}));
  ASSERT_EQ(workspace.projects().size(), 2U);
  EXPECT_EQ(workspace.projects()[0].root, "/r/one");
  EXPECT_EQ(workspace.projects()[1].root, "/r/two");
  EXPECT_TRUE(workspace.failures().empty());
  EXPECT_TRUE(workspace.path_errors().empty());
}

TEST(Engine, AnalysesOneProjectWithoutAReport) {
  const MemoryFileTree tree = two_projects();
  const Host host = test::host_with(tree);
  const Workspace workspace(host, request_for({"one", "two"}));
  const AnalysedProject project = analyse_project(workspace, workspace.projects()[1]);
  EXPECT_EQ(project.project().settings().root, "/r/two");
  EXPECT_EQ(codes_of(project), (std::vector<std::string>{"SCH001", "REF003"}));
}

TEST(Engine, AssemblesAReportOfChosenProjects) {
  const MemoryFileTree tree = two_projects();
  const Host host = test::host_with(tree);
  const Workspace workspace(host, request_for({"one", "two"}));
  const ShownPaths shown("/r", {"one", "two"});
  ReportAssembler assembler(workspace.sources(), workspace.schema(), shown);
  const DiscoveredProject& discovered = workspace.projects()[0];
  assembler.add_project(analyse_project(workspace, discovered),
                        rules_of({}, *discovered.config, *workspace.sources()));
  const Report report = assembler.finish();
  ASSERT_EQ(report.findings.size(), 2U);
  for (const ReportFinding& finding : report.findings) {
    EXPECT_EQ(finding.place.path, "one/app/externalClientApps/Harbor.eca-meta.xml");
  }
  EXPECT_EQ(report.findings[1].place.start.line, 5U);
}

TEST(Engine, TellsWhatCannotBeUsed) {
  const MemoryFileTree tree = two_projects();
  const Host host = test::host_with(tree);
  WorkspaceRequest request = request_for({"absent"});
  request.manifest = "none.xml";
  const Workspace workspace(host, std::move(request));
  ASSERT_EQ(workspace.failures().size(), 1U);
  EXPECT_TRUE(workspace.failures()[0].message.starts_with("cannot read the manifest none.xml"));
  ASSERT_EQ(workspace.path_errors().size(), 1U);
  EXPECT_EQ(workspace.path_errors()[0].path, "absent");
}

}  // namespace
}  // namespace ecac
