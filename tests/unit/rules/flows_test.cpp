#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/project_text.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kGlobalPath[] = "extlClntAppGlobalOauthSets/Harbor_glbloauth.ecaGlblOauth-meta.xml";
constexpr char kScopesPath[] = "extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml";

std::string global_settings(std::string_view inside) {
  return fmt::format(
      "<ExtlClntAppGlobalOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">{}"
      "</ExtlClntAppGlobalOauthSettings>",
      inside);
}

const std::string kFlowOn =
    "    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\n";
const std::string kUser =
    "    <clientCredentialsFlowUser>robot@example.com</clientCredentialsFlowUser>\n";

/// Policies that turn client credentials on, and global settings that do not.
ProjectText half_enabled() {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor").global_oauth("Harbor_glbloauth", "Harbor");
  project.oauth_policies("Harbor_oauthPlcy", "Harbor", kUser + kFlowOn);
  return project;
}

TEST(SetField, InsertsInAlphabeticalOrderOnALineOfItsOwn) {
  EXPECT_THAT(half_enabled().fixes("FLW001"),
              ElementsAre(fmt::format("unsafe: edit {}:5:5-5:5 "
                                      "`<isClientCredentialsFlowEnabled>true"
                                      "</isClientCredentialsFlowEnabled>\n    `",
                                      kGlobalPath)));
}

TEST(SetField, KeepsToTheFormOfTheFile) {
  const std::string element =
      "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>";
  ProjectText project = half_enabled();
  const auto edit = [&](std::string_view inside) {
    project.file(kGlobalPath, global_settings(inside));
    const auto fixes = project.fixes("FLW001");
    return fixes.size() == 1 ? fixes[0].substr(fixes[0].find('`')) : std::string("none");
  };
  EXPECT_EQ(edit("\r\n\t<externalClientApplication>Harbor</externalClientApplication>\r\n"
                 "\t<label>Harbor</label>\r\n"),
            "`" + element + "\r\n\t`");
  EXPECT_EQ(edit("<externalClientApplication>Harbor</externalClientApplication>"
                 "<label>Harbor</label>"),
            "`" + element + "`");
  EXPECT_EQ(edit("\n  <externalClientApplication>Harbor</externalClientApplication>\n"),
            "`\n  " + element + "`");
  EXPECT_EQ(edit("\n  <externalClientApplication>Harbor</externalClientApplication>\n"
                 "  <isClientCredentialsFlowEnabled>false</isClientCredentialsFlowEnabled>\n"),
            "`true`");
}

TEST(ClientCredentials, WhatIsNotKnownIsNotJudged) {
  ProjectText project = half_enabled();
  project.options({"--select", "FLW"});
  EXPECT_THAT(project.findings(), ElementsAre(HasSubstr("client-credentials-half-enabled")));
  // Two files that disagree are a finding of their own.
  project.oauth_policies("Harbor_other", "Harbor");
  EXPECT_THAT(project.findings(), IsEmpty());

  project = half_enabled();
  project.options({"--select", "FLW"});
  project.file(kGlobalPath,
               global_settings("<callbackUrl>https://harbor.example.com/callback</callbackUrl>"
                               "<externalClientApplication>Harbor</externalClientApplication>"
                               "<isClientCredentialsFlowEnabled>maybe"
                               "</isClientCredentialsFlowEnabled>"));
  EXPECT_THAT(project.findings(), IsEmpty());
  project.file(kGlobalPath,
               global_settings("<callbackUrl>https://harbor.example.com/callback</callbackUrl>"
                               "<externalClientApplication>Harbor</externalClientApplication>"
                               "<isClientCredentialsFlowEnabled>false<x>"
                               "</isClientCredentialsFlowEnabled>"));
  EXPECT_THAT(project.findings(), IsEmpty());
}

TEST(ClientCredentials, AScopeIsRemovedWithItsComma) {
  ProjectText project;
  project.app("Harbor").oauth_policies("Harbor_oauthPlcy", "Harbor", kUser + kFlowOn);
  project.file(kGlobalPath,
               global_settings("<callbackUrl>sfdc://oauth/none</callbackUrl>"
                               "<externalClientApplication>Harbor</externalClientApplication>" +
                               kFlowOn));
  const auto edits = [&](std::string_view scopes) {
    project.file(kScopesPath,
                 fmt::format("<ExtlClntAppOauthSettings "
                             "xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
                             "<commaSeparatedOauthScopes>{}</commaSeparatedOauthScopes>\n"
                             "<externalClientApplication>Harbor</externalClientApplication>\n"
                             "</ExtlClntAppOauthSettings>",
                             scopes));
    return project.fixes("FLW004");
  };
  EXPECT_THAT(edits("Api, RefreshToken"), ElementsAre(HasSubstr(":2:31-2:45 ``")));
  EXPECT_THAT(edits("Web, Api"), ElementsAre(HasSubstr(":2:28-2:33 ``")));
  EXPECT_THAT(edits("Api, ${MORE}, Web"), IsEmpty());
}

TEST(TokenExchange, APackagedAppIsTheSameUnderItsFullName) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  project.edit("Harbor.eca-meta.xml", "Local<", "Packaged<");
  project.oauth_policies("Harbor_oauthPlcy", "port__Harbor",
                         "    <isTokenExchangeFlowEnabled>true</isTokenExchangeFlowEnabled>\n");
  project.global_oauth("Harbor_glbloauth", "Harbor").options({"--select", "FLW005"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("error[token-exchange-half-enabled/policies-alone]")));
}

TEST(ClientSecret, ThreeFieldsAreSetInOneAction) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor");
  const auto edits = [&](std::string_view inside) {
    project.file(kGlobalPath,
                 global_settings(fmt::format(
                     "\n  <callbackUrl>com.example.harbor:/oauth</callbackUrl>\n"
                     "  <externalClientApplication>Harbor</externalClientApplication>\n{}"
                     "  <label>Harbor</label>\n",
                     inside)));
    return project.fixes("FLW021");
  };
  EXPECT_THAT(edits(""),
              ElementsAre(fmt::format(
                  "unsafe: edit {}:4:3-4:3 "
                  "`<isConsumerSecretOptional>true</isConsumerSecretOptional>\n"
                  "  <isPkceRequired>true</isPkceRequired>\n"
                  "  <isSecretRequiredForRefreshToken>false</isSecretRequiredForRefreshToken>\n"
                  "  `",
                  kGlobalPath)));
  // What is right already stays as it is, and a placeholder is nobody's to replace.
  EXPECT_THAT(edits("  <isConsumerSecretOptional>false</isConsumerSecretOptional>\n"
                    "  <isPkceRequired>true</isPkceRequired>\n"
                    "  <isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>\n"),
              ElementsAre(fmt::format(
                  "unsafe: edit {0}:4:29-4:34 `true` edit {0}:6:36-6:40 `false`", kGlobalPath)));
  EXPECT_THAT(edits("  <isPkceRequired>${PKCE}</isPkceRequired>\n"), IsEmpty());
}

TEST(ClientSecret, FlagsThatDisagreeAreTheBusinessOfPkceWhereItIsOff) {
  ProjectText project;
  project.app("Harbor").oauth("Harbor_oauth", "Harbor").options({"--select", "FLW023"});
  project.file(kScopesPath,
               "<ExtlClntAppOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
               "<commaSeparatedOauthScopes>Api, RefreshToken</commaSeparatedOauthScopes>"
               "<externalClientApplication>Harbor</externalClientApplication>"
               "</ExtlClntAppOauthSettings>");
  const auto findings = [&](std::string_view pkce) {
    project.file(kGlobalPath, global_settings(fmt::format(
                                  "<callbackUrl>https://harbor.example.com/callback</callbackUrl>"
                                  "<externalClientApplication>Harbor</externalClientApplication>"
                                  "<isConsumerSecretOptional>true</isConsumerSecretOptional>"
                                  "<isPkceRequired>{}</isPkceRequired>",
                                  pkce)));
    return project.findings();
  };
  EXPECT_THAT(findings("true"), ElementsAre(HasSubstr("contradicting-flags")));
  EXPECT_THAT(findings("false"), IsEmpty());
}

}  // namespace
}  // namespace ecac::test
