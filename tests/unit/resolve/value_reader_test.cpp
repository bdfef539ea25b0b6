#include "compiler/resolve/values/value_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/schema/field_ids.h"
#include "tests/support/memory_project.h"

namespace ecac {
namespace {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
namespace credential_fields = fields::NamedCredential;

/// Global settings `A` and, where they are given, `B`, and named credentials.
class ValueReaderTest : public testing::Test {
 protected:
  ValueReaderTest() { files_.package("app"); }

  void settings(const std::string& name, const std::string& elements) {
    files_.metadata("app/" + name + ".ecaGlblOauth-meta.xml", elements);
  }
  void credential(const std::string& folder, const std::string& elements) {
    files_.metadata("app/" + folder + "/Harbor.namedCredential-meta.xml", elements);
  }
  SettingFiles all_settings() {
    const ProjectView project(files_.project());
    const auto files = project.files_of(types::ExtlClntAppGlobalOauthSettings);
    return {.type = types::ExtlClntAppGlobalOauthSettings, .files = {files.begin(), files.end()}};
  }
  ValueReader settings_reader() { return {ProjectView(files_.project()), all_settings()}; }
  ValueReader credential_reader() {
    return {ProjectView(files_.project()), files_.symbol("NamedCredential", "Harbor")};
  }

  test::MemoryProject files_;
};

TEST_F(ValueReaderTest, AnswersWithOneOfFour) {
  settings("A",
           "<callbackUrl>${A}/${B}</callbackUrl>"
           "<isConsumerSecretOptional>1</isConsumerSecretOptional>");
  const ValueReader reader = settings_reader();
  const auto written = reader.boolean(global_fields::isConsumerSecretOptional);
  EXPECT_TRUE(written.is(true));
  EXPECT_EQ(written.origin.kind, OriginKind::written);
  const auto defaulted = reader.boolean(global_fields::isPkceRequired);
  EXPECT_TRUE(defaulted.is(true));
  EXPECT_EQ(defaulted.origin.kind, OriginKind::defaulted);
  EXPECT_EQ(defaulted.origin.standing, Standing::documented);
  EXPECT_TRUE(reader.text(global_fields::consumerKey).is(""));
  EXPECT_TRUE(reader.present(global_fields::consumerKey).is(false));
  EXPECT_EQ(reader.text(global_fields::callbackUrl).origin.decided_by(),
            "the value of `${A}` and `${B}`");
  EXPECT_FALSE(reader.present(global_fields::callbackUrl).known());
}

TEST_F(ValueReaderTest, AnEmptyElementIsNoSwitch) {
  credential("a", "<label></label><generateAuthorizationHeader></generateAuthorizationHeader>");
  const ValueReader reader = credential_reader();
  const auto label = reader.text(credential_fields::label);
  EXPECT_TRUE(label.is(""));
  EXPECT_EQ(label.origin.kind, OriginKind::written);
  EXPECT_FALSE(reader.boolean(credential_fields::generateAuthorizationHeader).known());
}

TEST_F(ValueReaderTest, WhatIsCertainKnowsNoDefault) {
  settings("A", "<isConsumerSecretOptional>false</isConsumerSecretOptional>");
  const ValueReader reader = settings_reader();
  EXPECT_EQ(reader.certain(global_fields::isConsumerSecretOptional), "false");
  EXPECT_EQ(reader.certain(global_fields::isPkceRequired), std::nullopt);
}

TEST_F(ValueReaderTest, SettingsThatDisagreeSayNothing) {
  settings("A", "<isPkceRequired>true</isPkceRequired><isDPopEnabled>true</isDPopEnabled>");
  settings("B", "<isPkceRequired>true</isPkceRequired><isDPopEnabled>false</isDPopEnabled>");
  const ValueReader reader = settings_reader();
  EXPECT_TRUE(reader.boolean(global_fields::isPkceRequired).is(true));
  const auto differs = reader.boolean(global_fields::isDPopEnabled);
  EXPECT_FALSE(differs.known());
  EXPECT_TRUE(differs.origin.decided_by().starts_with("which of `")) << differs.origin.decided_by();
  EXPECT_FALSE(reader.find(global_fields::isPkceRequired));
  EXPECT_EQ(reader.files().size(), 2U);
}

TEST_F(ValueReaderTest, NoFileOfSettingsLeavesTheOrgItsValue) {
  settings("A", "");
  const ValueReader reader(ProjectView(files_.project()),
                           SettingFiles{.type = types::ExtlClntAppGlobalOauthSettings});
  EXPECT_EQ(reader.boolean(global_fields::isPkceRequired).origin.decided_by(),
            "`isPkceRequired` of `ExtlClntAppGlobalOauthSettings` in the org");
  EXPECT_FALSE(reader.readable());
}

TEST_F(ValueReaderTest, TwoDefinitionsCountAsOneWhereTheyAreTheSame) {
  credential("a", "<label>Harbor</label>");
  credential("b", "<label>Harbor</label>");
  EXPECT_TRUE(credential_reader().text(credential_fields::label).is("Harbor"));
}

TEST_F(ValueReaderTest, OfTwoDefinitionsNobodyKnowsWhichIsDeployed) {
  credential("a", "<label>Harbor</label>");
  credential("b", "<label>Pier</label>");
  const ValueReader reader = credential_reader();
  EXPECT_FALSE(reader.readable());
  EXPECT_EQ(reader.text(credential_fields::label).origin.decided_by(),
            "which of its 2 definitions is deployed");
  EXPECT_EQ(reader.decided_by(), "which of its 2 definitions is deployed");
}

}  // namespace
}  // namespace ecac
