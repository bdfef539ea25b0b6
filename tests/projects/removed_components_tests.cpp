// What a deploy takes out of the org is not there, for whoever names it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/check.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kCrew[] = "permissionsets/Crew.permissionset-meta.xml";

std::string removes(const std::string& type, const std::string& name) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><types><members>{}</members>"
      "<name>{}</name></types><version>66.0</version></Package>\n",
      name, type);
}

std::string crew() {
  return metadata_text("PermissionSet", "<label>Crew</label>");
}

/// An app whose policies name the permission set Crew, which is not part of it.
ProjectFiles quay(const std::string& source = "force-app/",
                  const std::string& ending = "-meta.xml") {
  ProjectFiles files;
  files.file(source + "externalClientApps/Quay.eca" + ending, app_text("Quay"))
      .file(source + "extlClntAppOauthSettings/Quay_oauth.ecaOauth" + ending,
            oauth_text("Quay_oauth", "Quay"))
      .file(source + "extlClntAppOauthPolicies/Quay_p.ecaOauthPlcy" + ending,
            oauth_policies_text(
                "Quay_p", "Quay",
                "<commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>"
                "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>"));
  return files;
}

struct Run {
  std::vector<std::string> messages = {};  ///< of REF008
  std::vector<std::string> failures = {};
};

Run run(const MemoryFileTree& tree, CheckRequest request, const MemoryFileTree* earlier = nullptr) {
  request.current_directory = "/p";
  request.mode = Mode::predeploy;
  if (earlier != nullptr) request.earlier = EarlierState{earlier, {}, {}, "/p", "/p", nullptr};
  const CheckResult result = run_check(host_with(tree), request);
  Run seen;
  for (const ReportFailure& failure : result.report.failures) {
    seen.failures.push_back(failure.sentence());
  }
  std::size_t unresolved = 0;
  for (const ReportFinding& finding : result.report.findings) {
    const std::string code(rule_of(finding.rule_case).code);
    if (code == "REF008") seen.messages.push_back(finding.message);
    if (code == "REF004") ++unresolved;
  }
  // The cause is said once.
  if (!seen.messages.empty()) {
    EXPECT_EQ(unresolved, 0U);
  }
  return seen;
}

TEST(RemovedComponents, OfAListThatIsCarriedOutLast) {
  ProjectFiles files = quay();
  files.package("force-app").file(std::string("force-app/") + kCrew, crew());
  CheckRequest request;
  for (const auto& [name, count] :
       std::vector<std::pair<std::string, std::size_t>>{{"destructiveChanges.xml", 0},
                                                        {"destructiveChangesPre.xml", 0},
                                                        {"destructiveChangesPost.xml", 1}}) {
    ProjectFiles one = files;
    one.file("manifest/" + name, removes("PermissionSet", "Crew"));
    request.destructive = {"manifest/" + name};
    EXPECT_THAT(run(one.tree("/p"), request).messages, SizeIs(count)) << name;
  }
}

TEST(RemovedComponents, OfTheListBesideThePackageOfAFolder) {
  ProjectFiles files = quay("src/", "");
  files.file("src/package.xml", removes("ExtlClntAppOauthConfigurablePolicies", "Quay_p"))
      .file("src/destructiveChanges.xml", removes("PermissionSet", "Crew"));
  EXPECT_THAT(run(files.tree("/p"), {}).messages,
              ElementsAre(HasSubstr("which the destructive changes delete")));
  CheckRequest request;
  request.current_directory = "/p";
  EXPECT_THAT(run_check(host_with(files.tree("/p")), request).report.summary.manifests,
              ElementsAre(testing::Key("src/package.xml")));
  files.file("src/destructiveChanges.xml", removes("PermissionSet", "Cook"));
  EXPECT_THAT(run(files.tree("/p"), {}).messages, IsEmpty());
}

TEST(RemovedComponents, OnlyWhatIsNowhereAnyMoreIsDeleted) {
  ProjectFiles with = quay();
  with.package("force-app").file(std::string("force-app/") + kCrew, crew());
  const MemoryFileTree earlier = with.tree("/p");
  ProjectFiles without = quay();
  without.package("force-app");
  EXPECT_THAT(run(without.tree("/p"), {}, &earlier).messages,
              ElementsAre(HasSubstr("is deleted now")));
  EXPECT_THAT(run(with.tree("/p"), {}, &earlier).messages, IsEmpty());

  CheckRequest known;
  known.known = {"PermissionSet:Crew"};
  EXPECT_THAT(run(without.tree("/p"), known, &earlier).messages, IsEmpty());
  CheckRequest excluded;
  excluded.exclude = {"force-app/permissionsets"};
  EXPECT_THAT(run(with.tree("/p"), excluded, &earlier).messages, IsEmpty());
  for (const std::string moved : {"force-app/main/default/", "old/"}) {
    ProjectFiles elsewhere = without;
    elsewhere.file(moved + kCrew, crew());
    EXPECT_THAT(run(elsewhere.tree("/p"), {}, &earlier).messages, IsEmpty()) << moved;
  }
}

TEST(RemovedComponents, TakeNoWildcardAndKnowTheirTypes) {
  ProjectFiles files = quay();
  files.package("force-app")
      .file("all.xml", removes("PermissionSet", "*"))
      .file("slip.xml", removes("PermisionSet", "Crew"));
  CheckRequest request;
  request.destructive = {"all.xml"};
  EXPECT_THAT(run(files.tree("/p"), request).failures,
              ElementsAre(HasSubstr("name each component")));
  request.destructive = {"slip.xml"};
  // A type that is none is a finding in the file itself.
  EXPECT_THAT(run(files.tree("/p"), request).failures, IsEmpty());
  request.current_directory = "/p";
  request.select = {"REF007"};
  EXPECT_THAT(run_check(host_with(files.tree("/p")), request).report.findings, SizeIs(1));
  request.select.clear();
  request.destructive = {"none.xml"};
  EXPECT_THAT(run(files.tree("/p"), request).failures,
              ElementsAre(HasSubstr("cannot read the destructive changes none.xml")));
}

}  // namespace
}  // namespace ecac::test
