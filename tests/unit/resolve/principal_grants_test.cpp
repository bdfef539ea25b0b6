#include "compiler/resolve/credential/principal_grants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/resolve/harbor_credential.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// An authorization code credential with a named and a per-user principal.
HarborCredential two_principals() {
  HarborCredential harbor;
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Crew") +
                    external_parameter("PerUserPrincipal", "Guest-List");
  harbor.provider = provider_parameter("TokenUrl", "TokenUrl", "https://login.example.com/token");
  return harbor;
}

ResolvedCredential resolved(MemoryProject& project) {
  return resolve_credential(project.project(), project.symbol("NamedCredential", "Harbor"));
}

/// `holder principal access store complete`, with + - ? for the three values.
std::vector<std::string> lines(const ResolvedCredential& credential) {
  const auto mark = [](const Resolved<bool>& value) {
    return value.is(true) ? '+' : value.is(false) ? '-' : '?';
  };
  std::vector<std::string> found;
  for (const PrincipalGrant& grant : credential.grants) {
    found.push_back(grant.holder + " " + grant.principal + " " + mark(grant.principal_access) +
                    mark(grant.token_store_access) + mark(grant.complete));
  }
  return found;
}

TEST(PrincipalGrants, EachKindOfPrincipalNeedsItsOwnAccess) {
  HarborCredential harbor = two_principals();
  const std::string both_principals = grants("Crew") + grants("Guest-List");
  harbor.permission_set = both_principals + token_store(true, false);
  EXPECT_THAT(lines(harbor.resolve()), ElementsAre("Callers Crew +-?", "Callers Guest-List +++"));
  harbor.permission_set = both_principals + token_store(false, true);
  EXPECT_THAT(lines(harbor.resolve()), ElementsAre("Callers Crew +++", "Callers Guest-List +-?"));
  harbor.permission_set = both_principals;
  const ResolvedCredential without = harbor.resolve();
  EXPECT_THAT(lines(without), ElementsAre("Callers Crew +-?", "Callers Guest-List +-?"));
  EXPECT_THAT(without.grants[0].complete.origin.decided_by(), HasSubstr("profiles"));
}

TEST(PrincipalGrants, ASplitSetHasItsObjectPermissionsInAFileOfTheirOwn) {
  MemoryProject project = two_principals().project();
  const std::string set = "permissionsets/Callers/";
  project.metadata(set + "Callers.permissionset-meta.xml", "<label>Callers</label>")
      .metadata(set + "Callers.externalCredentialPrincipalAccess-meta.xml", grants("Crew"));
  project.metadata(
      "permissionsets/Others/objectSettings/UserExternalCredential.objectSettings-meta.xml",
      token_store(false, true));
  EXPECT_THAT(lines(resolved(project)), ElementsAre("Callers Crew +??"));

  MemoryProject with_store = two_principals().project();
  with_store.metadata(set + "Callers.permissionset-meta.xml", "<label>Callers</label>")
      .metadata(set + "Callers.externalCredentialPrincipalAccess-meta.xml", grants("Crew"))
      .metadata(set + "objectSettings/UserExternalCredential.objectSettings-meta.xml",
                token_store(false, true));
  EXPECT_THAT(lines(resolved(with_store)), ElementsAre("Callers Crew +++"));
}

TEST(PrincipalGrants, AnEntryThatIsNotEnabledGivesNothing) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew", false) + token_store(true, true);
  EXPECT_THAT(lines(harbor.resolve()), ElementsAre("Callers Crew -+-"));
}

TEST(PrincipalGrants, APrincipalThatIsNotThereIsSaid) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Captain") + token_store(true, true);
  const ResolvedCredential found = harbor.resolve();
  EXPECT_THAT(lines(found), ElementsAre("Callers Captain +?-"));
  EXPECT_THAT(found.grants[0].notes,
              ElementsAre("The external credential has no principal `Captain`."));
}

TEST(PrincipalGrants, NoAuthenticationNeedsNoTokens) {
  HarborCredential harbor;
  harbor.protocol = "Custom";
  harbor.external = external_parameter("NamedPrincipal", "Crew") +
                    external_parameter("AuthProtocolVariant", "Custom",
                                       "<parameterValue>NoAuthentication</parameterValue>");
  harbor.permission_set = grants("Crew");
  EXPECT_THAT(lines(harbor.resolve()), ElementsAre("Callers Crew +++"));
}

TEST(PrincipalGrants, WhatOtherProtocolsNeedIsNotDocumented) {
  HarborCredential harbor;
  harbor.protocol = "Basic";
  harbor.external = external_parameter("NamedPrincipal", "Crew");
  harbor.permission_set = grants("Crew") + token_store(true, true);
  const ResolvedCredential found = harbor.resolve();
  EXPECT_THAT(lines(found), ElementsAre("Callers Crew +??"));
  EXPECT_THAT(found.grants[0].complete.origin.decided_by(), HasSubstr("for OAuth only"));
}

TEST(PrincipalGrants, AGroupPutsBothHalvesTogether) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew");
  MemoryProject project = harbor.project();
  project
      .metadata("permissionsets/Tokens.permissionset-meta.xml",
                token_store(true, true) + "<label>Tokens</label>")
      .metadata("permissionsetgroups/Fleet.permissionsetgroup-meta.xml",
                "<label>Fleet</label><permissionSets>Callers</permissionSets>"
                "<permissionSets>Tokens</permissionSets>");
  const ResolvedCredential found = resolved(project);
  EXPECT_THAT(lines(found), ElementsAre("Callers Crew +-?", "Fleet Crew +++"));
  EXPECT_EQ(found.grants[1].kind, HolderKind::permission_set_group);
  EXPECT_THAT(found.grants[1].members, ElementsAre("Callers"));
}

TEST(PrincipalGrants, AMutingSetTakesAwayInItsGroupOnly) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew") + token_store(true, true);
  MemoryProject project = harbor.project();
  project
      .metadata("mutingpermissionsets/Quiet.mutingpermissionset-meta.xml",
                grants("Crew") + "<label>Quiet</label>")
      .metadata("permissionsetgroups/Fleet.permissionsetgroup-meta.xml",
                "<label>Fleet</label><mutingPermissionSets>Quiet</mutingPermissionSets>"
                "<permissionSets>Callers</permissionSets>");
  const ResolvedCredential found = resolved(project);
  EXPECT_THAT(lines(found), ElementsAre("Callers Crew +++", "Fleet Crew -+-"));
  EXPECT_THAT(found.grants[1].muted_by, ElementsAre("Quiet"));
}

TEST(PrincipalGrants, AMutingSetThatIsElsewhereLeavesTheGroupOpen) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew") + token_store(true, true);
  MemoryProject project = harbor.project();
  project.metadata("permissionsetgroups/Fleet.permissionsetgroup-meta.xml",
                   "<label>Fleet</label><mutingPermissionSets>Quiet</mutingPermissionSets>"
                   "<permissionSets>Callers</permissionSets>");
  EXPECT_THAT(lines(resolved(project)), ElementsAre("Callers Crew +++", "Fleet Crew ???"));
}

TEST(PrincipalGrants, AMemberThatIsElsewhereMayGiveTheOtherHalf) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew");
  MemoryProject project = harbor.project();
  project.metadata("permissionsetgroups/Fleet.permissionsetgroup-meta.xml",
                   "<label>Fleet</label><permissionSets>Callers</permissionSets>"
                   "<permissionSets>Elsewhere</permissionSets>");
  EXPECT_THAT(lines(resolved(project)), ElementsAre("Callers Crew +-?", "Fleet Crew +??"));
}

TEST(PrincipalGrants, ASplitPermissionSetIsPutTogether) {
  MemoryProject project = two_principals().project();
  project
      .metadata("permissionsets/Callers/Callers.permissionset-meta.xml", "<label>Callers</label>")
      .metadata("permissionsets/Callers/Callers.externalCredentialPrincipalAccess-meta.xml",
                grants("Crew"))
      .metadata("permissionsets/Lost/Lost.externalCredentialPrincipalAccess-meta.xml",
                grants("Crew"));
  const ResolvedCredential found = resolved(project);
  EXPECT_THAT(lines(found), ElementsAre("Callers Crew +??", "Lost Crew +??"));
  EXPECT_THAT(found.grants[0].token_store_access.origin.decided_by(),
              HasSubstr("which stand in files of their own"));
}

TEST(PrincipalGrants, EntriesThatContradictAreOpen) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew") + grants("Crew", false) + token_store(true, true);
  EXPECT_THAT(lines(harbor.resolve()), ElementsAre("Callers Crew ?+?"));
}

TEST(PrincipalGrants, ActivationIsSaid) {
  HarborCredential harbor = two_principals();
  harbor.permission_set = grants("Crew") + "<hasActivationRequired>true</hasActivationRequired>";
  EXPECT_THAT(harbor.resolve().grants.at(0).notes, ElementsAre(HasSubstr("activated")));
  harbor.permission_set = grants("Crew");
  EXPECT_THAT(harbor.resolve().grants.at(0).notes, IsEmpty());
}

}  // namespace
}  // namespace ecac::test
