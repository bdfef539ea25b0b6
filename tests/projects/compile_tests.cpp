#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/git_repository.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

std::string sample(const std::string& name) {
  return std::string(ECAC_SOURCE_DIR) + "/samples/" + name;
}

TEST(Compile, WritesNothingWhereThereAreErrors) {
  const TemporaryDirectory folder;
  const std::string target = folder.at("out/runtime.json");
  const ProgramResult refused =
      run_program("compile -o " + target + " .", sample("headless-public-broken"));
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.errors, HasSubstr("--emit-partial"));
  EXPECT_FALSE(std::filesystem::exists(target));

  const ProgramResult partial = run_program("compile --emit-partial --quiet -o " + target + " .",
                                            sample("headless-public-broken"));
  EXPECT_EQ(partial.exit_code, 1) << partial.errors;
  EXPECT_EQ(partial.output, "");
  const auto document = nlohmann::json::parse(read_text_file(target));
  // One policies file names `PortalKiosk`, an app that may live elsewhere.
  EXPECT_EQ(document["apps"].size(), 4U);
}

TEST(Compile, NarrowsToWhatIsNamedAndSaysWhatIsNotThere) {
  const auto document = nlohmann::json::parse(
      run_program("compile --app Storefront .", sample("headless-private")).output);
  EXPECT_EQ(document["apps"].size(), 1U);
  EXPECT_EQ(document["credentials"].size(), 0U);

  const ProgramResult unknown =
      run_program("compile --app Storefron .", sample("headless-private"));
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("did you mean `Storefront`?"));
  EXPECT_EQ(unknown.output, "");

  const ProgramResult credential =
      run_program("compile --credential Partner_MCPP .", sample("mcp-oauth21"));
  EXPECT_EQ(credential.exit_code, 2);
  EXPECT_THAT(credential.errors,
              HasSubstr("there is no credential `Partner_MCPP` in this project; did you mean "
                        "`Partner_MCP`?"));
}

/// Types and names of all components that the document deploys.
std::vector<std::string> deployed(const nlohmann::json& document) {
  std::vector<std::string> found;
  for (const auto& step : document["deploy"]["steps"]) {
    for (const auto& member : step["members"]) {
      found.push_back(member["type"].get<std::string>() + " " + member["name"].get<std::string>());
    }
  }
  return found;
}

TEST(Compile, SaysThatNothingIsHere) {
  const TemporaryDirectory folder;
  const ProgramResult result = run_program("compile", folder.path());
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.errors, HasSubstr("no External Client App or credential metadata was found"));
  EXPECT_THAT(nlohmann::json::parse(result.output)["apps"], testing::IsEmpty());
}

TEST(Compile, TakesATypeAsCompleteOnlyWhereThatIsSaid) {
  const TemporaryDirectory folder;
  const auto guest = [&](const std::string& complete) {
    std::filesystem::copy(sample("headless-public"), folder.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    folder.write("ecac.json", "{\"complete\": [" + complete +
                                  "], \"apps\": {\"Portal\": {\"clientType\": \"public\", "
                                  "\"guestProfile\": \"Portal Profile\"}}}");
    const std::string policies = folder.at(
        "force-app/main/default/extlClntAppOauthPolicies/"
        "Portal_oauthPlcy.ecaOauthPlcy-meta.xml");
    std::string text = read_text_file(policies);
    text.replace(text.find("Custom"), std::string("Custom").size(), "UserSession");
    std::ofstream(policies) << text;
    return run_program("compile --emit-partial .", folder.path());
  };
  const auto minutes = [&](const std::string& complete) {
    return nlohmann::json::parse(
        guest(complete).output)["apps"][0]["tokens"]["guestJwt"]["minutes"];
  };
  EXPECT_EQ(minutes(""), nullptr);
  EXPECT_EQ(minutes("\"ProfileSessionSetting\""), nullptr);
  EXPECT_EQ(minutes("\"ProfileSessionSetting\", \"SecuritySettings\""), 120);

  const ProgramResult unknown = guest("\"ProfileSession\"");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.errors, HasSubstr("`ProfileSession` is no metadata type"));
}

TEST(Compile, NarrowsTheDeployToWhatIsNamedAndWhatThatNeeds) {
  const auto credential = nlohmann::json::parse(
      run_program("compile --credential Partner_MCP .", sample("mcp-oauth21")).output);
  EXPECT_THAT(deployed(credential),
              UnorderedElementsAre("ExternalAuthIdentityProvider Partner_MCP",
                                   "ExternalCredential Partner_MCP", "NamedCredential Partner_MCP",
                                   "PermissionSet Partner_MCP_Agents"));
  EXPECT_EQ(credential["deploy"]["digests"].size(), 1U);
  ASSERT_FALSE(credential["manualSteps"].empty());
  for (const auto& step : credential["manualSteps"]) {
    EXPECT_THAT(step["subject"]["name"].get<std::string>(), Not(HasSubstr("User")));
  }

  const auto app = nlohmann::json::parse(
      run_program("compile --app Storefront .", sample("headless-private")).output);
  const std::vector<std::string> components = deployed(app);
  EXPECT_THAT(components, Contains("ExternalClientApplication Storefront"));
  EXPECT_THAT(components, Contains("Settings OauthOidc"));
  EXPECT_THAT(components, Not(Contains(HasSubstr("Storefront_Integration"))));
  for (const auto& value : app["deploy"]["environmentValues"]) {
    EXPECT_THAT(value["name"].get<std::string>(), Not(HasSubstr("Integration")));
  }
}

TEST(Compile, PutsTheValuesOfATargetIn) {
  const TemporaryDirectory folder;
  std::ofstream(folder.at("target.env"))
      << "STOREFRONT_INTEGRATION_USER=integration@storefront.example.com\n";
  const std::string arguments =
      "compile --app Storefront_Integration --env-file " + folder.at("target.env") + " .";
  const auto document =
      nlohmann::json::parse(run_program(arguments, sample("headless-private")).output);
  const auto& flow = document["apps"][0]["flows"]["clientCredentials"];
  EXPECT_EQ(flow["state"], "ready");
  bool replaced = false;
  for (const auto& [pointer, reason] : document["provenance"].items()) {
    replaced = replaced || (reason["kind"] == "replaced" &&
                            reason["variable"] == "STOREFRONT_INTEGRATION_USER");
  }
  EXPECT_TRUE(replaced);
}

TEST(Compile, TellsWhichEffectsAreAChange) {
  const ProgramResult same = run_program("compile --against . .", sample("headless-public"));
  const auto document = nlohmann::json::parse(same.output);
  ASSERT_FALSE(document["apps"][0]["effects"].empty());
  for (const auto& effect : document["apps"][0]["effects"]) EXPECT_EQ(effect["change"], false);
  const auto other = nlohmann::json::parse(
      run_program("compile --against ../headless-private .", sample("headless-public")).output);
  for (const auto& effect : other["apps"][0]["effects"]) EXPECT_EQ(effect["change"], true);
}

/// The `change` of every effect of the first app.
std::vector<bool> changes_against(const std::string& against, const std::string& folder,
                                  const std::string& arguments = ".") {
  const ProgramResult result =
      run_program("compile --against " + against + " " + arguments, folder);
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  std::vector<bool> changes;
  const auto document = nlohmann::json::parse(result.output, nullptr, false);
  if (document.is_discarded()) return changes;
  for (const auto& effect : document["apps"][0]["effects"]) changes.push_back(effect["change"]);
  return changes;
}

TEST(Compile, ComparesWithARevision) {
  const GitRepository repository;
  repository.commit("nothing yet");
  std::filesystem::copy(sample("headless-public"), repository.at("portal"),
                        std::filesystem::copy_options::recursive);
  repository.commit("an app");
  const std::string folder = repository.at("portal");
  const std::vector<bool> same = changes_against("HEAD", folder);
  ASSERT_FALSE(same.empty());
  EXPECT_EQ(same, std::vector<bool>(same.size(), false));
  // The project was not there yet, so all of it is new.
  EXPECT_EQ(changes_against("main~1", folder), std::vector<bool>(same.size(), true));

  // What the work tree holds does not count, and a folder wins over a revision.
  repository.git("branch portal main~1");
  EXPECT_EQ(changes_against("portal", repository.path() + "/portal"),
            std::vector<bool>(same.size(), true));
  const ProgramResult folder_wins =
      run_program("compile --against portal portal", repository.path());
  const auto document = nlohmann::json::parse(folder_wins.output);
  for (const auto& effect : document["apps"][0]["effects"]) EXPECT_EQ(effect["change"], false);
}

TEST(Check, ComparesWithARevision) {
  const GitRepository repository;
  repository.commit("nothing yet");
  std::filesystem::copy(sample("headless-public"), repository.at("portal"),
                        std::filesystem::copy_options::recursive);
  repository.commit("an app");
  for (const char* revision : {"HEAD", "HEAD~1"}) {
    const ProgramResult result =
        run_program("check --against " + std::string(revision) + " portal", repository.path());
    EXPECT_EQ(result.exit_code, 0) << result.errors << result.output;
  }
  EXPECT_EQ(run_program("check --against HEAD~2 portal", repository.path()).exit_code, 2);
}

TEST(Compile, SaysWhenThereIsNothingToCompareWith) {
  const GitRepository repository;
  std::filesystem::copy(sample("headless-public"), repository.at("portal"),
                        std::filesystem::copy_options::recursive);
  repository.commit("an app");
  const ProgramResult unknown = run_program("compile --against relase .", repository.at("portal"));
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_EQ(unknown.output, "");
  EXPECT_THAT(unknown.errors, HasSubstr("`relase` is no folder, and there is no revision"));
  const ProgramResult folder = run_program("compile --against ./main .", repository.at("portal"));
  EXPECT_EQ(folder.exit_code, 2);
  EXPECT_THAT(folder.errors, HasSubstr("there is no folder `./main`"));

  const TemporaryDirectory alone;
  std::filesystem::copy(sample("headless-public"), alone.at("portal"),
                        std::filesystem::copy_options::recursive);
  const ProgramResult outside = run_program("compile --against HEAD portal", alone.path());
  EXPECT_EQ(outside.exit_code, 2);
  EXPECT_THAT(outside.errors, HasSubstr("is in no git repository"));
}

TEST(Compile, ReadsTheFilesOfOptionsAsTheyAreToday) {
  const GitRepository repository;
  std::filesystem::copy(sample("headless-public"), repository.at("portal"),
                        std::filesystem::copy_options::recursive);
  repository.commit("an app");
  repository.write("known.txt", "PermissionSet:Harbor\n");
  for (const bool change : changes_against("HEAD", repository.path(), "--known known.txt portal")) {
    EXPECT_FALSE(change);
  }
}

TEST(Compile, SaysWhereUsersOfAnOrgLogIn) {
  const TemporaryDirectory alone;
  std::filesystem::copy(sample("headless-public"), alone.at("portal"),
                        std::filesystem::copy_options::recursive);
  const std::string silent = run_program("compile portal", alone.path()).output;
  EXPECT_FALSE(nlohmann::json::parse(silent)["org"].contains("myDomain"));
  EXPECT_THAT(silent, Not(HasSubstr("login.salesforce.com turns them away")));
  const std::string settings =
      alone.at("portal/force-app/main/default/settings/MyDomain.settings-meta.xml");
  std::ofstream(settings) << metadata_text(
      "MyDomainSettings",
      "<canOnlyLoginWithMyDomainUrl>true</canOnlyLoginWithMyDomainUrl>"
      "<myDomainName>quay</myDomainName>");
  const ProgramResult told = run_program("compile portal", alone.path());
  const auto org = nlohmann::json::parse(told.output)["org"];
  EXPECT_EQ(org["myDomain"],
            nlohmann::json({{"name", "quay"}, {"loginRequired", true}, {"apiRequired", nullptr}}));
  EXPECT_THAT(told.output, HasSubstr("login.salesforce.com turns them away"));
}

TEST(Compile, DescribesAnAppAsAnOauthClient) {
  const ProgramResult portal =
      run_program("compile --output-format oauth-client-metadata .", sample("headless-public"));
  EXPECT_EQ(portal.exit_code, 0) << portal.errors;
  const auto metadata = nlohmann::json::parse(portal.output);
  EXPECT_EQ(metadata["client_id"], "<client_id>");
  EXPECT_EQ(metadata["token_endpoint_auth_method"], "none");
  EXPECT_EQ(metadata["scope"], "api openid refresh_token");
  EXPECT_EQ(metadata["grant_types"], nlohmann::json({"authorization_code", "refresh_token"}));
  EXPECT_EQ(metadata["response_types"], nlohmann::json({"code", "code_credentials"}));
  const auto storefront = nlohmann::json::parse(
      run_program("compile --output-format oauth-client-metadata --app Storefront .",
                  sample("headless-private"))
          .output);
  EXPECT_EQ(storefront["token_endpoint_auth_method"], "client_secret_post");
}

TEST(Compile, WritesSeveralClientsAsOneDocument) {
  const TemporaryDirectory two;
  for (const std::string name : {"Quay", "Wharf"}) {
    two.write("externalClientApps/" + name + ".eca-meta.xml",
              metadata_text("ExternalClientApplication",
                            "<contactEmail>team@example.com</contactEmail>"
                            "<distributionState>Local</distributionState><label>" +
                                name + "</label>"));
  }
  const std::string command = "compile --emit-partial --output-format oauth-client-metadata ";
  const auto clients = nlohmann::json::parse(run_program(command + ".", two.path()).output);
  ASSERT_EQ(clients.size(), 2U);
  EXPECT_EQ(clients[0]["client_name"], "Quay");
  EXPECT_EQ(clients[1]["client_name"], "Wharf");
  const auto one = run_program(command + "--app Wharf .", two.path());
  EXPECT_TRUE(nlohmann::json::parse(one.output).is_object());
}

TEST(Explain, NeedsAnAppForAFlow) {
  const ProgramResult result = run_program("explain --flow guest", sample("headless-public"));
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, HasSubstr("--flow needs --app"));
}

}  // namespace
}  // namespace ecac::test
