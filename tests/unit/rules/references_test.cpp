#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/project_text.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<std::string> kPredeploy = {"--mode", "predeploy", "--select", "REF"};

TEST(UnresolvedParentApp, CorrectsTheCaseAndOffersANearMiss) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "harbor").global_oauth("Harbor_glbloauth", "Harbour");
  EXPECT_THAT(project.fixes("REF001"),
              ElementsAre("unsafe: edit extlClntAppGlobalOauthSets/"
                          "Harbor_glbloauth.ecaGlblOauth-meta.xml:4:32-4:39 `Harbor`",
                          "safe: edit extlClntAppOauthSettings/"
                          "Harbor_oauth.ecaOauth-meta.xml:4:32-4:38 `Harbor`"));
}

TEST(UnresolvedParentApp, TwoNearNamesGiveNoAdvice) {
  ProjectText project;
  project.app("Harbor_1").app("Harbor_2").oauth("Harbor_oauth", "Harbor_3");
  project.options({"--select", "REF001"});
  EXPECT_THAT(project.findings(), ElementsAre(HasSubstr("info[unresolved-parent-app/unresolved]")));
  EXPECT_THAT(project.fixes("REF001"), IsEmpty());
}

TEST(GlobalOauth, CreatesTheSettingsInTheirFolder) {
  ProjectText project;
  project.app("Harbor").global_oauth("Harbor_glbloauth", "Harbor");
  const auto fixes = project.fixes("REF002");
  ASSERT_EQ(fixes.size(), 1U);
  EXPECT_THAT(fixes[0],
              HasSubstr("unsafe: create extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml"));

  // What is created leaves nothing to report.
  const std::size_t begin = fixes[0].find('`') + 1;
  project.file("extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml",
               fixes[0].substr(begin, fixes[0].size() - 1 - begin));
  project.options({"--mode", "predeploy"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(GlobalOauth, ASettingsFileThatLostItsAppIsTheOnlyCause) {
  const std::string path = "extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml";
  ProjectText project;
  project.app("Harbor").global_oauth("Harbor_glbloauth", "Harbor");
  project.oauth_policies("Harbor_oauthPlcy", "Harbor").options(kPredeploy);

  project.oauth("Harbor_oauth", "Harbour");
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("error[unresolved-parent-app/near-miss] Harbour")));
  project.oauth("Harbor_oauth", "${APP}");
  EXPECT_THAT(project.findings(), IsEmpty());
  project.file(path, "<ExtlClntAppOauthSetings/>");
  EXPECT_THAT(project.findings(), IsEmpty());
  project.file(path, "");
  EXPECT_THAT(project.findings(), IsEmpty());

  // One that belongs to another app is not this app's.
  project.app("Ledger").oauth("Harbor_oauth", "Ledger");
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("error[global-oauth-without-oauth-settings/missing] Harbor")));
}

TEST(OauthPolicies, AnAppWhosePluginIsBrokenIsNotBare) {
  ProjectText project;
  project.app("Harbor").file("x/Harbor.ecaSamlPlcy-meta.xml", "").options({"--select", "REF"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(PolicyReference, ItemsAreCorrectedWhereTheyStand) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  project.metadata("permissionsets/Crew_Members.permissionset-meta.xml",
                   "    <label>Crew</label>\n");
  project.oauth_policies("Harbor_oauthPlcy", "Harbor",
                         "    <commaSeparatedPermissionSet>acme__X, crew_members; Crew_Member"
                         "</commaSeparatedPermissionSet>\n");
  EXPECT_THAT(project.fixes("REF004"),
              ElementsAre("safe: edit extlClntAppOauthPolicies/Harbor_oauthPlcy.ecaOauthPlcy-meta"
                          ".xml:3:43-3:55 `Crew_Members`",
                          "unsafe: edit extlClntAppOauthPolicies/Harbor_oauthPlcy.ecaOauthPlcy-meta"
                          ".xml:3:57-3:68 `Crew_Members`"));
}

TEST(PolicyReference, EncodedNamesOfProfilesAreDecoded) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  project.file("profiles/Harbor%3A Pilot %28night%29.profile-meta.xml", "");
  project.oauth_policies("Harbor_oauthPlcy", "Harbor",
                         "    <commaSeparatedProfile>Harbor: Pilot (night)"
                         "</commaSeparatedProfile>\n");
  project.options(kPredeploy);
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(TokenExchangeHandler, AClassOfAnotherCaseIsReadToo) {
  ProjectText project;
  project.file("classes/Clerk.cls", "public class Clerk extends Auth.RegistrationHandler {}");
  project.metadata("x/Desk.oauthtokenexchangehandler-meta.xml",
                   "    <tokenHandlerApex>CLERK</tokenHandlerApex>\n");
  project.options({"--select", "REF005"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("warning[token-exchange-handler-dangling/wrong-base] CLERK")));
}

TEST(LeftOutOfDeploy, AddsTheMemberToTheManifest) {
  const std::string with_block =
      "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
      "    <types>\n"
      "        <members>Ledger</members>\n"
      "        <name>ExternalClientApplication</name>\n"
      "    </types>\n"
      "    <types>\n"
      "        <members>*</members>\n"
      "        <name>ExtlClntAppOauthSettings</name>\n"
      "    </types>\n"
      "    <version>66.0</version>\n"
      "</Package>\n";
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor").file("manifest/package.xml", with_block);
  project.options({"--mode", "predeploy", "--manifest", "manifest/package.xml"});
  EXPECT_THAT(project.fixes("REF006"), ElementsAre("unsafe: edit manifest/package.xml:3:9-3:9 "
                                                   "`<members>Harbor</members>\n        `"));

  const std::size_t begin = with_block.find("    <types>");
  const std::size_t end = with_block.find("</types>") + 9;
  project.file("manifest/package.xml", with_block.substr(0, begin) + with_block.substr(end));
  EXPECT_THAT(project.fixes("REF006"),
              ElementsAre("unsafe: edit manifest/package.xml:2:5-2:5 `<types>\n"
                          "        <members>Harbor</members>\n"
                          "        <name>ExternalClientApplication</name>\n    </types>\n    `"));
}

TEST(LeftOutOfDeploy, WhatIsInTheOrgIsNotMissed) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor").file(".forceignore", "**/*.eca-meta.xml\n");
  project.options({"--select", "REF006"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("info[bundle-member-left-out-of-deploy/left-out] Harbor")));
  project.options({"--select", "REF006", "--known", "ExternalClientApplication:Harbor"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(SplitPermissionSet, HasTheRootOfTheWhole) {
  const auto with_root = [](const std::string& root) {
    ProjectText project;
    project.file("permissionsets/Crew/Crew.externalCredentialPrincipalAccess-meta.xml",
                 "<" + root +
                     " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                     "<externalCredentialPrincipalAccesses><enabled>true</enabled>"
                     "<externalCredentialPrincipal>Dock-Crew</externalCredentialPrincipal>"
                     "</externalCredentialPrincipalAccesses></" +
                     root + ">");
    return project.options({"--select", "XML003"}).findings();
  };
  EXPECT_THAT(with_root("PermissionSet"), IsEmpty());
  EXPECT_THAT(with_root("ExternalCredentialPrincipalAccess"),
              ElementsAre(HasSubstr("error[namespace-or-root-mismatch/root]")));
}

}  // namespace
}  // namespace ecac::test
