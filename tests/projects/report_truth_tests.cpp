// The summary of a run agrees with its findings, and with the files that it lists.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/check.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

CheckResult truth_of(const ProjectTexts& texts, CheckRequest request = {}) {
  MemoryFileTree tree;
  add_texts(tree, "/p", texts);
  request.current_directory = "/p";
  request.list_files = true;
  return run_check(host_with(tree), request);
}

/// A grant on a profile, and nothing of ours besides.
ProjectTexts profile_alone() {
  return ProjectFiles()
      .package("force-app")
      .file("force-app/profiles/Crew.profile-meta.xml",
            metadata_text("Profile",
                          "<custom>true</custom><externalCredentialPrincipalAccesses><enabled>true"
                          "</enabled><externalCredentialPrincipal>Dock-Crew"
                          "</externalCredentialPrincipal></externalCredentialPrincipalAccesses>"))
      .texts();
}

TEST(ReportTruth, WhereAFindingIsSomethingWasChecked) {
  const CheckResult result = truth_of(profile_alone());
  EXPECT_EQ(result.report.summary.errors, 1u);
  EXPECT_EQ(result.report.summary.files_checked, 1u);
}

TEST(ReportTruth, CountsTheFilesThatItLists) {
  ProjectFiles files;
  files.package("force-app");
  ProjectFiles app;
  app.app("Quay").oauth("Quay_oauth", "Quay");
  for (const auto& [path, text] : app.texts()) {
    files.file("force-app/" + path, text);
  }
  files.file(
      "force-app/corsWhitelistOrigins/Quay.corsWhitelistOrigin-meta.xml",
      metadata_text("CorsWhitelistOrigin", "<urlPattern>https://quay.example.com</urlPattern>"));
  const CheckResult result = truth_of(files.texts());
  EXPECT_EQ(result.files.size(), 3u);
  EXPECT_EQ(result.report.summary.files_checked, 3u);
}

/// Settings of an app whose header lies where nothing is deployed from.
ProjectTexts header_outside() {
  return ProjectFiles()
      .package("force-app")
      .file("old/externalClientApps/Quay.eca-meta.xml", app_text("Quay"))
      .file("force-app/extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml",
            oauth_text("Quay_oauth", "Quay"))
      .texts();
}

TEST(ReportTruth, AnErrorWasJudgedAndMayNotLeadElsewhere) {
  CheckRequest request;
  EXPECT_EQ(truth_of(header_outside(), request).report.summary.outside_references, 1u);
  request.mode = Mode::predeploy;
  const CheckResult result = truth_of(header_outside(), request);
  EXPECT_EQ(result.report.summary.errors, 1u);
  EXPECT_EQ(result.report.summary.outside_references, 0u);
}

TEST(ReportTruth, AReviewSaysWhatIsNotDeployed) {
  ProjectTexts texts = header_outside();
  edit_text(texts, "Quay.eca-meta.xml", "Local", "Lokal");
  CheckRequest request;
  request.mode = Mode::audit;
  const CheckResult result = truth_of(texts, request);
  std::vector<std::string> notes;
  for (const ReportFinding& finding : result.report.findings) {
    if (finding.place.path.starts_with("old/")) {
      notes.insert(notes.end(), finding.notes.begin(), finding.notes.end());
    }
  }
  EXPECT_THAT(notes, Contains(HasSubstr("not deployed")));
}

TEST(ReportTruth, WhatIsNewAndLeftOutIsAnErrorAgainstTheEarlierState) {
  const std::string policies = oauth_policies_text(
      "Quay_p", "Quay",
      "<commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>"
      "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>");
  ProjectTexts before =
      ProjectFiles()
          .package("force-app")
          .file("force-app/externalClientApps/Quay.eca-meta.xml", app_text("Quay"))
          .file("force-app/extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml",
                oauth_text("Quay_oauth", "Quay"))
          .texts();
  ProjectTexts now = before;
  now["force-app/extlClntAppOauthPolicies/Quay_p.ecaOauthPlcy-meta.xml"] = policies;
  now["force-app/permissionsets/Crew.permissionset-meta.xml"] =
      metadata_text("PermissionSet", "<label>Crew</label>");
  now["delta.xml"] = metadata_text(
      "Package",
      "<types><members>Quay_p</members><name>ExtlClntAppOauthConfigurablePolicies</name></types>"
      "<version>66.0</version>");
  const auto left_out = [&](const ProjectTexts& earlier_texts) {
    MemoryFileTree earlier;
    add_texts(earlier, "/p", earlier_texts);
    CheckRequest request;
    request.mode = Mode::predeploy;
    request.manifest = "delta.xml";
    request.select = {"REF006"};
    request.earlier = EarlierState{.files = &earlier, .base = "/p", .earlier_base = "/p"};
    std::vector<std::string> found;
    for (const ReportFinding& finding : truth_of(now, request).report.findings) {
      found.push_back(finding.message);
    }
    return found;
  };
  EXPECT_THAT(left_out(before), Contains(HasSubstr("is new in the org and")));
  before["force-app/permissionsets/Crew.permissionset-meta.xml"] =
      metadata_text("PermissionSet", "<label>Crew</label>");
  EXPECT_THAT(left_out(before), IsEmpty());
}

}  // namespace
}  // namespace ecac::test
