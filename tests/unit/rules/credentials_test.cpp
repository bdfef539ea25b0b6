#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/rules/project_text.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kExternal = "externalCredentials/Harbor.externalCredential-meta.xml";
constexpr std::string_view kNamed = "namedCredentials/Harbor.namedCredential-meta.xml";

std::string parameter(std::string_view list, std::string_view type, std::string_view name,
                      std::string_view more = {}) {
  return fmt::format(
      "    <{0}>\n        {3}<parameterName>{2}</parameterName>\n"
      "        <parameterType>{1}</parameterType>\n    </{0}>\n",
      list, type, name, more);
}

std::string external(std::string_view protocol, std::string_view parameters) {
  return metadata_text("ExternalCredential",
                       fmt::format("    <authenticationProtocol>{}</authenticationProtocol>\n{}"
                                   "    <label>Harbor</label>\n",
                                   protocol, parameters));
}

std::string named(std::string_view more) {
  return metadata_text(
      "NamedCredential",
      fmt::format("{}    <label>Harbor</label>\n{}{}"
                  "    <namedCredentialType>SecuredEndpoint</namedCredentialType>\n",
                  more,
                  parameter("namedCredentialParameters", "Url", "Url",
                            "<parameterValue>https://api.harbor.example.com</parameterValue>"),
                  parameter("namedCredentialParameters", "Authentication", "ExternalCredential",
                            "<externalCredential>Harbor</externalCredential>")));
}

std::string principal() {
  return parameter("externalCredentialParameters", "NamedPrincipal", "Crew");
}

TEST(UnsupportedProtocol, WritesTheVariantBesideTheOtherParameters) {
  ProjectText project;
  project.file(std::string(kExternal), external("NoAuthentication", principal()));
  const auto fixes = project.fixes("CRD014");
  ASSERT_EQ(fixes.size(), 1U);
  EXPECT_THAT(fixes[0], HasSubstr("unsafe: edit"));
  EXPECT_THAT(fixes[0], HasSubstr(":3:29-3:45 `Custom`"));
  EXPECT_THAT(fixes[0], HasSubstr(":4:5-4:5 `<externalCredentialParameters>\n"));
}

TEST(UnsupportedProtocol, WritesTheVariantInOrderWhereItIsTheOnlyParameter) {
  ProjectText project;
  project.file(std::string(kExternal), external("NoAuthentication", ""));
  const auto fixes = project.fixes("CRD014");
  ASSERT_EQ(fixes.size(), 1U);
  EXPECT_THAT(fixes[0], HasSubstr(":4:5-4:5 `<externalCredentialParameters>\n"));
}

TEST(LegacyFields, ARemovalTakesTheWholeLine) {
  ProjectText project;
  project.file(std::string(kNamed),
               named("    <endpoint>https://api.harbor.example.com</endpoint>\n"));
  EXPECT_THAT(project.fixes("CRD004"),
              ElementsAre(HasSubstr("unsafe: edit namedCredentials/"
                                    "Harbor.namedCredential-meta.xml:3:1-4:1 ``")));
}

TEST(JwtCredential, QuotesOnlyABareAddress) {
  const auto fixes = [](std::string_view audience) {
    ProjectText project;
    project.file(
        std::string(kExternal),
        external("Jwt", parameter("externalCredentialParameters", "JwtBodyClaim", "aud",
                                  fmt::format("<parameterValue>{}</parameterValue>", audience)) +
                            principal()));
    return project.fixes("CRD012");
  };
  EXPECT_THAT(fixes("https://login.example.com"),
              ElementsAre(HasSubstr("`\"https://login.example.com\"`")));
  EXPECT_THAT(fixes("\"https://login.example.com"), IsEmpty());
  EXPECT_THAT(fixes("[https://a.example.com]"), IsEmpty());
  EXPECT_THAT(fixes("[\"https://a.example.com\",]"), IsEmpty());
}

TEST(BrokenChain, TheMissingCredentialIsTheOnlyCause) {
  ProjectText project;
  project.file(std::string(kNamed),
               named("    <generateAuthorizationHeader>false</generateAuthorizationHeader>\n"));
  project.options({"--mode", "predeploy"});
  EXPECT_THAT(project.findings(),
              ElementsAre(HasSubstr("error[external-credential-unresolved/unresolved]")));
}

TEST(BrokenFile, NothingIsCalledMissing) {
  ProjectText project;
  std::string text = external("Oauth", "");
  text.replace(text.find("</label>"), 8, "</lable>");
  project.file(std::string(kExternal), text);
  project.options({"--select", "CRD"});
  EXPECT_THAT(project.findings(), IsEmpty());
}

}  // namespace
}  // namespace ecac::test
