#include "tests/unit/resolve/harbor_credential.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/resolve/credential/credential_requests.h"

namespace ecac::test {

std::string external_parameter(const std::string& type, const std::string& name,
                               const std::string& more) {
  return fmt::format(
      "<externalCredentialParameters>{}<parameterName>{}</parameterName>"
      "<parameterType>{}</parameterType></externalCredentialParameters>\n",
      more, name, type);
}

std::string provider_parameter(const std::string& type, const std::string& name,
                               const std::string& value, int sequence) {
  return fmt::format(
      "<externalAuthIdentityProviderParameters><parameterName>{}</parameterName>"
      "<parameterType>{}</parameterType><parameterValue>{}</parameterValue>{}"
      "</externalAuthIdentityProviderParameters>\n",
      name, type, value,
      sequence == 0 ? "" : fmt::format("<sequenceNumber>{}</sequenceNumber>", sequence));
}

std::string uses_provider() {
  return external_parameter("ExternalAuthIdentityProvider", "ExternalAuthIdentityProvider",
                            "<externalAuthIdentityProvider>Harbor</externalAuthIdentityProvider>");
}

std::string grants(const std::string& principal, bool enabled) {
  return fmt::format(
      "<externalCredentialPrincipalAccesses><enabled>{}</enabled>"
      "<externalCredentialPrincipal>Harbor-{}</externalCredentialPrincipal>"
      "</externalCredentialPrincipalAccesses>\n",
      enabled, principal);
}

std::string token_store(bool own_records, bool all_records) {
  return fmt::format(
      "<objectPermissions><allowCreate>{0}</allowCreate><allowDelete>{0}</allowDelete>"
      "<allowEdit>{0}</allowEdit><allowRead>{0}</allowRead>"
      "<modifyAllRecords>{1}</modifyAllRecords><object>UserExternalCredential</object>"
      "<viewAllRecords>{1}</viewAllRecords></objectPermissions>\n",
      own_records, all_records);
}

MemoryProject HarborCredential::project() const {
  MemoryProject project;
  if (!named.empty()) project.metadata("namedCredentials/Harbor.namedCredential-meta.xml", named);
  project.metadata("externalCredentials/Harbor.externalCredential-meta.xml",
                   fmt::format("<authenticationProtocol>{}</authenticationProtocol>\n{}"
                               "<label>Harbor</label>",
                               protocol, external));
  if (!provider.empty()) {
    project.metadata("externalAuthIdentityProviders/Harbor.externalAuthIdentityProvider-meta.xml",
                     fmt::format("<authenticationFlow>{}</authenticationFlow>"
                                 "<authenticationProtocol>OAuth</authenticationProtocol>\n{}"
                                 "<label>Harbor</label>",
                                 flow, provider));
  }
  if (!permission_set.empty()) {
    project.metadata("permissionsets/Callers.permissionset-meta.xml",
                     permission_set + "<label>Callers</label>");
  }
  return project;
}

ResolvedCredential HarborCredential::resolve() const {
  MemoryProject files = project();
  const Project& read = files.project();
  const std::vector<SymbolId> symbols = credentials_of(read);
  if (symbols.empty()) return {};
  ResolvedCredential credential = resolve_credential(read, symbols.front());
  credential.requests = credential_requests(read.schema(), credential);
  return credential;
}

HttpRequest request_of(const ResolvedCredential& credential, const std::string& step) {
  const std::vector<HttpRequest> requests = credential_requests(*SchemaSet::embedded(), credential);
  const HttpRequest* found = nullptr;
  for (const HttpRequest& request : requests) {
    if (request.step != step) continue;
    EXPECT_EQ(found, nullptr) << step;
    found = &request;
  }
  EXPECT_NE(found, nullptr) << step;
  return found == nullptr ? HttpRequest() : *found;
}

}  // namespace ecac::test
