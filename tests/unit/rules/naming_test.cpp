#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/resolve/values/component_name.h"
#include "tests/unit/rules/project_text.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ApiName, IsLettersDigitsAndSingleUnderscores) {
  for (const char* name : {"A", "Harbor", "harbor_2", "H2O", "acme__Harbor", "a_b__C"}) {
    EXPECT_EQ(api_name_problem(name), "") << name;
  }
  for (const char* name : {"2Harbor", "_Harbor", "Harbor_", "Har__bor__x", "Harbor Api",
                           "H\xC3\xA4r", "Quarterly_Reports__Api", "acme__2", ""}) {
    EXPECT_NE(api_name_problem(name), "") << name;
  }
}

TEST(InvalidDeveloperName, IdsAndPlaceholdersAreNoNames) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor").app("__APP__");
  project.options({"--select", "NAM"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(InvalidDeveloperName, OffersTheNameThatWasMeant) {
  ProjectText project;
  project.app("Orchard_Portal").oauth("Orchard_oauth", "Orchard Portal");
  EXPECT_THAT(project.fixes("NAM001"),
              ElementsAre("unsafe: edit extlClntAppOauthSettings/Orchard_oauth.ecaOauth-meta.xml:"
                          "4:32-4:46 `Orchard_Portal`"));
  project.options({"--select", "REF001"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(InvalidDeveloperName, OneFindingForABadFileAndAllThatNameIt) {
  ProjectText project;
  project.app("Harbor_").oauth("Harbor_oauth", "Harbor_");
  EXPECT_THAT(
      project.findings(),
      ElementsAre(HasSubstr("Harbor_.eca-meta.xml:2 error[invalid-developer-name/file-name]")));
}

TEST(WrongFileSuffix, RenamesInBothFormats) {
  ProjectText project;
  project.file("x/Harbor.ecaPolicy", "").file("x/Ledger.ecaPolicy-meta.xml", "");
  EXPECT_THAT(project.fixes("NAM002"),
              ElementsAre("unsafe: rename x/Harbor.ecaPolicy to x/Harbor.ecaPlcy",
                          "unsafe: rename x/Ledger.ecaPolicy-meta.xml to "
                          "x/Ledger.ecaPlcy-meta.xml"));
}

TEST(WrongFileSuffix, LeavesATakenNameAlone) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  project.file("extlClntAppOauthSettings/Harbor_oauth.ecaOAuth-meta.xml", "");
  EXPECT_THAT(project.fixes("NAM002"), IsEmpty());
}

TEST(WrongFileSuffix, WhatFollowsIsNotReportedAgain) {
  ProjectText project;
  project.file("externalClientApps/Harbor.externalClientApp-meta.xml", "");
  project.file("extlClntAppOauthSettings/Harbor_oauth.ecaOAuth-meta.xml", "");
  project.global_oauth("Harbor_glbloauth", "Harbor").oauth_policies("Harbor_oauthPlcy", "Harbor");
  project.options({"--mode", "predeploy", "--select", "NAM", "--select", "REF"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("Harbor.externalClientApp-meta.xml:1 error[wrong-file-suffix"),
                          HasSubstr("Harbor_oauth.ecaOAuth-meta.xml:1 error[wrong-file-suffix")));
}

TEST(WrongFileSuffix, KnowsFoldersNamedLikeTypes) {
  ProjectText project;
  const std::string text = global_oauth_text("x", "acme__Harbor");
  project.file("extlClntAppGlobalOauthSettings/A.ecaGlblOauth-meta.xml", text);
  project.file("features/B.ecaGlblOauth-meta.xml", text);
  project.file("manifest/C.ecaGlblOauth-meta.xml", text);
  project.options({"--select", "NAM002"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("A.ecaGlblOauth-meta.xml:1 info[wrong-file-suffix/folder]")));
}

TEST(DuplicateComponent, OffersToDeleteTheIdenticalSecondFile) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  project.file("zoo/Harbor.eca-meta.xml", project.section().files[0].text);
  EXPECT_THAT(project.fixes("NAM003"), ElementsAre("unsafe: remove zoo/Harbor.eca-meta.xml"));
}

TEST(DuplicateComponent, APairOfFilesIsNeverDeletedByHalf) {
  ProjectText project;
  for (const std::string folder : {"a", "b"}) {
    project.metadata(folder + "/certs/Seal.crt-meta.xml",
                     "    <caSigned>false</caSigned>\n    <masterLabel>Seal</masterLabel>\n");
  }
  project.options({"--select", "NAM003"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("b/certs/Seal.crt-meta.xml:2 error[duplicate-component/same")));
  EXPECT_THAT(project.fixes("NAM003"), IsEmpty());
}

TEST(DuplicateComponent, TwinsAreNotASecondChildToo) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  project.file("zoo/Harbor_oauth.ecaOauth", project.section().files[1].text + "\n");
  EXPECT_THAT(
      project.findings(),
      ElementsAre(HasSubstr("zoo/Harbor_oauth.ecaOauth:2 error[duplicate-component/same-name]")));
}

TEST(DuplicateComponent, FilesOutsideTheDeployDoNotCount) {
  ProjectText project;
  project.file("sfdx-project.json", R"({ "packageDirectories": [{ "path": "base" }] })");
  project.file(".forceignore", "base/old\n");
  const std::string text = metadata_text("ExternalClientApplication", "");
  project.file("base/old/Harbor.eca-meta.xml", text).file("base/new/Harbor.eca-meta.xml", text);
  project.file("attic/Harbor.eca-meta.xml", text);
  project.options({"--select", "NAM003"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(DuplicateComponent, NamesOfContextAreNotUnique) {
  ProjectText project;
  const std::string text =
      "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
      "    <version>66.0</version>\n</Package>\n";
  project.file("one/package.xml", text).file("two/package.xml", text);
  project.file("objects/A/fields/Name__c.field-meta.xml", "")
      .file("objects/B/fields/Name__c.field-meta.xml", "");
  project.options({"--select", "NAM"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(DuplicateComponent, ManyFilesOfOneAppAreQuick) {
  ProjectText project;
  project.app("Harbor");
  for (int i = 0; i < 40; ++i) project.oauth("Part" + std::to_string(100 + i), "Harbor");
  project.options({"--select", "NAM003"});
  EXPECT_EQ(project.findings().size(), 39U);
}

TEST(FullNameElement, IsRemovedWithItsLine) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  std::string text = project.section().files[0].text;
  text.insert(text.find("    <label>"), "    <fullName>Old</fullName>\n");
  project.file("externalClientApps/Harbor.eca-meta.xml", text);
  EXPECT_THAT(project.fixes("NAM005"),
              ElementsAre("safe: edit externalClientApps/Harbor.eca-meta.xml:5:1-6:1 ``"));
}

}  // namespace
}  // namespace ecac::test
