#include <gtest/gtest.h>

#include "compiler/driver/check.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

CheckResult check(const std::string& configuration) {
  ProjectFiles files;
  for (const std::string app : {"Harbor", "Ledger"}) {
    files.app(app).edit(app + ".eca-meta.xml", "Local<", "Localy<");
  }
  const MemoryFileTree tree = files.file("ecac.json", configuration).tree("/p");
  CheckRequest request;
  request.current_directory = "/p";
  request.select = {"SCH004"};
  return run_check(test::host_with(tree), request);
}

TEST(Suppression, SilencesOneRuleForOneApp) {
  const CheckResult all = check("{}");
  ASSERT_EQ(all.report.findings.size(), 2u);
  const CheckResult result =
      check(R"({"apps": {"Harbor": {"suppress": {"SCH004": "the importer wants it so"}}}})");
  EXPECT_TRUE(result.report.failures.empty());
  ASSERT_EQ(result.report.findings.size(), 1u);
  EXPECT_EQ(result.report.findings[0].place.path, "externalClientApps/Ledger.eca-meta.xml");
  EXPECT_EQ(result.report.summary.suppressed, all.report.summary.suppressed + 1);
  EXPECT_EQ(result.report.summary.errors + result.report.summary.warnings, 1u);
}

TEST(Suppression, KeepsWhatIsWaivedWithTheReason) {
  const CheckResult all = check("{}");
  const CheckResult result =
      check(R"({"apps": {"Harbor": {"suppress": {"SCH004": "the importer wants it so"}}}})");
  EXPECT_TRUE(all.report.waived.empty());
  EXPECT_EQ(result.report.summary.waived, 1u);
  ASSERT_EQ(result.report.waived.size(), 1u);
  EXPECT_EQ(result.report.waived[0].finding.fingerprint, all.report.findings[0].fingerprint);
  EXPECT_EQ(result.report.waived[0].finding.message, all.report.findings[0].message);
  ASSERT_EQ(result.report.waivers.size(), 1u);
  const ReportWaiver& waiver = result.report.waivers[result.report.waived[0].waiver];
  EXPECT_EQ(waiver.rule, "SCH004");
  EXPECT_EQ(waiver.reason, "the importer wants it so");
  EXPECT_EQ(waiver.place.path, "ecac.json");
  EXPECT_EQ(waiver.place.start.line, 1u);
  EXPECT_EQ(waiver.place.start.column, 36u);
}

TEST(Suppression, NamesARuleThatExists) {
  const CheckResult result = check(R"({"apps": {"Harbor": {"suppress": {"SCH944": "why"}}}})");
  ASSERT_EQ(result.report.failures.size(), 1u);
  EXPECT_EQ(result.report.failures[0].sentence().rfind("ecac.json:1:", 0), 0u)
      << result.report.failures[0].sentence();
}

}  // namespace
}  // namespace ecac::test
