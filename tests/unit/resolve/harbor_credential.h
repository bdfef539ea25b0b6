#pragma once

#include <string>

#include "compiler/resolve/credential/credential_chain.h"
#include "tests/support/memory_project.h"

namespace ecac::test {

/// The files of a credential `Harbor`, kept as their elements so that a test can change one.
struct HarborCredential {
  std::string named =
      "<label>Harbor</label>"
      "<namedCredentialParameters><parameterName>Url</parameterName>"
      "<parameterType>Url</parameterType>"
      "<parameterValue>https://api.harbor.example.com</parameterValue>"
      "</namedCredentialParameters>"
      "<namedCredentialParameters><externalCredential>Harbor</externalCredential>"
      "<parameterName>ExternalCredential</parameterName>"
      "<parameterType>Authentication</parameterType></namedCredentialParameters>"
      "<namedCredentialType>SecuredEndpoint</namedCredentialType>";
  std::string protocol = "Oauth";
  std::string external;  ///< parameters
  std::string provider;  ///< parameters of the identity provider
  std::string flow = "AuthorizationCode";
  std::string permission_set;  ///< elements; "" leaves the file out

  MemoryProject project() const;
  ResolvedCredential resolve() const;
};

/// `<externalCredentialParameters>` with type, name and whatever else.
std::string external_parameter(const std::string& type, const std::string& name,
                               const std::string& more = {});
/// `<externalAuthIdentityProviderParameters>` with a value, and a sequence number unless it is 0.
std::string provider_parameter(const std::string& type, const std::string& name,
                               const std::string& value, int sequence = 0);
/// The parameter that names the identity provider `Harbor`.
std::string uses_provider();
/// `<externalCredentialPrincipalAccesses>` for `Harbor-<principal>`.
std::string grants(const std::string& principal, bool enabled = true);
/// `<objectPermissions>` on `UserExternalCredential`.
std::string token_store(bool own_records, bool all_records);

/// The request of one step; fails the test if there is not exactly one.
HttpRequest request_of(const ResolvedCredential& credential, const std::string& step);

}  // namespace ecac::test
