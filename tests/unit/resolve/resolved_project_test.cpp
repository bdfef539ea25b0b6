#include "compiler/resolve/project/resolved_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "compiler/emit/document/client_metadata.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/emit/screen/app_text.h"
#include "compiler/emit/screen/credential_text.h"
#include "tests/support/value_index.h"
#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// All that is ever made from a resolved project.
std::string everything_about(const ResolvedProject& project) {
  std::string text = resolved_document(project, {});
  for (const CompiledApp& app : project.apps) {
    text += client_metadata(client_registration(*project.schema, app), project.secrets);
    text += app_screen(project, app, "", Style(false));
    text += app_screen(project, app, "headless-login", Style(false));
  }
  for (const ResolvedCredential& credential : project.credentials) {
    text += credential_text(credential, project.places, Style(false));
  }
  return text;
}

ResolvedProject resolved(const std::string& sample) {
  return DeployFixture(sample).resolved();
}

TEST(ResolvedProject, OutlivesTheProjectItWasMadeFrom) {
  for (const char* sample : {"headless-private", "headless-public", "mcp-oauth21"}) {
    auto fixture = std::make_unique<DeployFixture>(sample);
    auto project = std::make_unique<ResolvedProject>(fixture->resolved());
    const std::string before = everything_about(*project);
    fixture.reset();
    EXPECT_EQ(everything_about(*project), before);

    const ResolvedProject copy = *project;
    ResolvedProject moved = std::move(*project);
    project.reset();
    EXPECT_EQ(everything_about(copy), before);
    EXPECT_EQ(everything_about(moved), before);
    moved = ResolvedProject();
    EXPECT_EQ(everything_about(copy), before);
  }
}

TEST(ResolvedProject, KnowsWhereAllOfItsValuesAre) {
  const nlohmann::json document = document_of(resolved("headless-private"));
  std::size_t written = 0;
  for (const auto& [pointer, reason] : document["provenance"].items()) {
    if (reason["kind"] != "explicit" && reason["kind"] != "replaced") continue;
    ++written;
    EXPECT_NE(reason["file"], "") << pointer;
    EXPECT_NE(reason["line"], 0) << pointer;
  }
  EXPECT_GT(written, 100U);
}

TEST(ValueKeys, NameEachValueOnceAndLeadToItInTheDocument) {
  for (const char* sample : {"headless-private", "headless-private-broken", "headless-public",
                             "headless-public-broken", "mcp-oauth21", "mcp-oauth21-broken"}) {
    const ResolvedProject project = resolved(sample);
    const nlohmann::json document = document_of(project);
    for (const auto& [key, value] : values_by_key(project)) {
      const nlohmann::json::json_pointer pointer(value.pointer);
      ASSERT_TRUE(document.contains(pointer)) << key;
      if (const auto* text = std::get_if<std::string>(&value.value.data())) {
        EXPECT_EQ(document[pointer], *text) << key;
      }
    }
  }
  const auto values = values_by_key(resolved("headless-private"));
  EXPECT_EQ(values.at("apps/Storefront/flows/guest/state").pointer, "/apps/0/flows/guest/state");
  EXPECT_EQ(values.at("apps/Storefront/scopes/Api/scope").value, ShownValue("api"));
  EXPECT_TRUE(
      values.contains("apps/Storefront/flows/headlessLogin/conditions/codeAndCredentials/met"));
}

TEST(ValueKeys, StayWhenSomethingElseIsAdded) {
  DeployFixture fixture("headless-private");
  fixture.metadata("force-app/main/default/externalClientApps/Another.eca-meta.xml",
                   "<distributionState>Local</distributionState><label>Another</label>");
  const ResolvedProject before = resolved("headless-private");
  const ResolvedProject after = fixture.resolved();
  ASSERT_EQ(after.apps.front().name, "Another");
  EXPECT_NE(values_by_key(after).at("apps/Storefront/name").pointer,
            values_by_key(before).at("apps/Storefront/name").pointer);
  for (const std::string& key : differences(before, after)) {
    EXPECT_TRUE(key.find("Another") != std::string::npos || key.starts_with("~deploy/members/"))
        << key;
  }
}

TEST(ValueKeys, TellWhatAnEditChanges) {
  const ResolvedProject before = resolved("headless-private");
  EXPECT_THAT(differences(before, before), testing::IsEmpty());
  DeployFixture fixture("headless-private");
  fixture.edit("Storefront_glbloauth.ecaGlblOauth-meta.xml",
               "<isPkceRequired>true</isPkceRequired>", "<isPkceRequired>false</isPkceRequired>");
  const std::vector<std::string> changed = differences(before, fixture.resolved());
  EXPECT_THAT(changed, Contains("~apps/Storefront/pkce/app"));
  EXPECT_THAT(changed, Contains("~deploy/digests/ExternalClientApplication.Storefront/sha256"));
  for (const std::string& key : changed) {
    EXPECT_TRUE(key.starts_with("~apps/Storefront/") || key.find("/requests/") != key.npos ||
                key.starts_with("~deploy/digests/"))
        << key;
  }
}

TEST(ValueKeys, HoldNoSecret) {
  DeployFixture fixture;
  fixture.metadata("app/Harbor.namedCredential-meta.xml",
                   "<label>Harbor</label><namedCredentialType>SecuredEndpoint"
                   "</namedCredentialType><namedCredentialParameters>"
                   "<parameterName>X-Api-Key</parameterName><parameterType>HttpHeader"
                   "</parameterType><parameterValue>hunter2hunter2</parameterValue>"
                   "</namedCredentialParameters>");
  const auto values = values_by_key(fixture.resolved());
  EXPECT_EQ(values.at("credentials/NamedCredential.Harbor/headers/X-Api-Key/value").value,
            ShownValue("<X-Api-Key>"));
}

}  // namespace
}  // namespace ecac::test
