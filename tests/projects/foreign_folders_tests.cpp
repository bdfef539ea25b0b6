// Whole orgs hold folders of types that are not read, and files there that are named like ours.

#include <gtest/gtest.h>

#include <string>

#include "compiler/driver/check.h"
#include "compiler/schema/schema_set.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

ReportSummary check(const ProjectFiles& files, std::string& said) {
  const MemoryFileTree tree = files.tree("/p");
  CheckRequest request;
  request.current_directory = "/p";
  const CheckResult result = run_check(host_with(tree), request);
  for (const ReportFinding& finding : result.report.findings) {
    // The app has nothing but a header, which is worth a note of its own.
    if (finding.severity == Severity::info && finding.place.path.ends_with(".eca-meta.xml"))
      continue;
    said += finding.place.path + ": " + finding.message + "\n";
  }
  return result.report.summary;
}

ProjectFiles with_one_app() {
  ProjectFiles files;
  files.package("force-app");
  files.file("force-app/main/default/externalClientApps/Harbor.eca-meta.xml", app_text("Harbor"));
  return files;
}

TEST(ForeignFolders, HoldNothingOfOurs) {
  const SchemaSet& schema = *SchemaSet::embedded();
  ASSERT_GT(schema.foreign_folders().size(), 20u);
  for (const ForeignFolder& folder : schema.foreign_folders()) {
    ProjectFiles files = with_one_app();
    std::size_t added = 0;
    for (const TypeSchema& type : schema.types()) {
      if (type.suffix.empty() || type.content_pair) continue;
      if (!folder.suffix.empty() && folder.suffix != type.suffix) continue;
      const std::string stem(type.file_name.empty() ? "Thing" : type.file_name);
      const std::string path = "force-app/main/default/" + std::string(folder.name) + "/" + stem +
                               "." + std::string(type.suffix);
      files.file(path + "-meta.xml",
                 "<?xml version=\"1.0\"?>\n<" + std::string(folder.type) + "/>");
      files.file(path, std::string("\x89PNG\x00\x01 no text at all", 21));
      files.file("force-app/main/default/" + std::string(folder.name) + "/Thing/" + stem + "." +
                     std::string(type.suffix) + "-meta.xml",
                 "{}");
      ++added;
    }
    std::string said;
    const ReportSummary summary = check(files, said);
    EXPECT_EQ(said, "") << folder.name << ", " << added << " types";
    EXPECT_EQ(summary.files_checked, 1u) << folder.name;
    EXPECT_EQ(summary.files_unreadable, 0u) << folder.name;
  }
}

TEST(ForeignFolders, LeaveOursBesideThemAlone) {
  ProjectFiles files = with_one_app();
  files.file("force-app/main/default/siteDotComSites/Harbor.site", "binary");
  files.file("force-app/main/default/sites/Harbor.site-meta.xml",
             metadata_text("CustomSite", "    <active>true</active>\n"));
  files.file("force-app/main/default/bots/externalClientApps/Pier.eca-meta.xml", app_text("Pier"));
  std::string said;
  EXPECT_EQ(check(files, said).apps, 2u);
  EXPECT_EQ(said, "");
}

TEST(ForeignFolders, AreFoldersOfTheProjectNotAboveIt) {
  const MemoryFileTree tree = with_one_app().tree("/home/documents/staticresources/p");
  CheckRequest request;
  request.current_directory = "/home/documents/staticresources/p";
  EXPECT_EQ(run_check(host_with(tree), request).report.summary.apps, 1u);
}

}  // namespace
}  // namespace ecac::test
