#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/http_request.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// A component that another one names, and whether it is there. The name "" names none.
struct ResolvedReference {
  Resolved<std::string> name = {};
  ReferenceState state = ReferenceState::unknown;
  std::string suggestion = {};  ///< a defined name that may have been meant
  SymbolId symbol = SymbolId::none;

  bool names_none() const { return name.known() && name.value->empty(); }
  bool found() const { return state == ReferenceState::found && symbol != SymbolId::none; }
};

/// What a callout or a token does with a named text: a header, a claim, a setting of the protocol.
/// Values are as written and may hold a secret; whoever shows them must hide it.
struct CredentialSetting {
  Resolved<std::string> name = {};
  Resolved<std::string> value = {};
  Resolved<long long> sequence = {};  ///< without a value where it is absent
  Origin origin = {};
  bool overwritten = false;  ///< a header in the place of which another one is sent
};

enum class RequestStep : std::uint8_t { authorize, token, refresh };
std::string_view to_string(RequestStep step);

/// Something that an identity provider adds to a request of the platform.
struct CustomParameter {
  RequestStep step = RequestStep::token;
  ParameterPlace place = ParameterPlace::body;
  CredentialSetting setting = {};
};

enum class ProviderKind : std::uint8_t { none, identity_provider, auth_provider };

/// Who issues the tokens of a credential.
struct ResolvedProvider {
  ProviderKind kind = ProviderKind::none;
  ResolvedReference reference = {};
  Resolved<std::string> type = {};  ///< providerType of an auth provider
  Resolved<std::string> flow = {};  ///< authenticationFlow of an identity provider
  Resolved<std::string> authorize_url = {};
  Resolved<std::string> token_url = {};
  Resolved<std::string> user_info_url = {};
  Resolved<std::string> client_authentication = {};
  Resolved<bool> pkce = {};
  Resolved<std::string> default_scopes = {};
  std::vector<CustomParameter> parameters = {};  ///< by step and place, in the order they are sent
};

/// How a credential gets what it sends. `none` sends nothing.
enum class CredentialFlow : std::uint8_t {
  none,
  authorization_code,
  client_credentials,
  client_credentials_jwt_assertion,
  jwt_bearer,
  jwt,
  basic,
  custom,
  aws_signature,
  aws_sts,
  aws_roles_anywhere,
};
/// As documents write it: `authorization_code`.
std::string_view to_string(CredentialFlow flow);
/// Tokens come from an OAuth token endpoint.
bool is_oauth(CredentialFlow flow);

enum class PrincipalKind : std::uint8_t { named, per_user, aws_sts };
std::string_view to_string(PrincipalKind kind);

/// The access to `UserExternalCredential`, the store of tokens, that a callout needs.
enum class TokenStoreNeed : std::uint8_t { nothing, own_records, all_records };
std::string_view to_string(TokenStoreNeed need);

/// An identity that permission sets grant.
struct ResolvedPrincipal {
  Resolved<std::string> name = {};
  PrincipalKind kind = PrincipalKind::named;
  Resolved<long long> sequence = {};
  Resolved<std::string> group = {};
  Resolved<std::string> scope = {};
  Resolved<TokenStoreNeed> needs = {};
  Origin origin = {};
};

enum class HolderKind : std::uint8_t { permission_set, permission_set_group };

/// What one permission set, or a group of them, gives its users of one principal: both halves.
struct PrincipalGrant {
  std::string holder = {};
  HolderKind kind = HolderKind::permission_set;
  std::string principal = {};
  Resolved<bool> principal_access = {};
  Resolved<bool> token_store_access = {};  ///< what the principal needs, given by this holder
  Resolved<bool> complete = {};            ///< users of this holder alone can make the callout
  std::vector<std::string> members = {};   ///< of a group: the sets that count in it
  std::vector<std::string> muted_by = {};
  std::vector<std::string> notes = {};
  Origin origin = {};
};

/// The credential that signs callouts, apart from its provider and principals.
struct ResolvedExternalCredential {
  ResolvedReference reference = {};
  Resolved<std::string> label = {};
  Resolved<std::string> token_url = {};  ///< the AuthProviderUrl parameter
  Resolved<std::string> scope = {};      ///< of the default group
  std::vector<CredentialSetting> headers = {};
  std::vector<CredentialSetting> header_claims = {};
  std::vector<CredentialSetting> body_claims = {};
  std::vector<CredentialSetting> settings = {};  ///< of the protocol, other than the scope
  std::vector<CredentialSetting> refresh_status_codes = {};
  std::vector<std::string> named_credentials = {};  ///< that use it
};

/// What a Legacy named credential says of its protocol; "" of others.
struct LegacyProtocol {
  Resolved<std::string> aws_region = {"", {}};
  Resolved<std::string> aws_service = {"", {}};
  Resolved<std::string> jwt_issuer = {"", {}};
  Resolved<std::string> jwt_subject = {"", {}};  ///< one for all, or the formula that gives it
  Resolved<std::string> jwt_audience = {"", {}};
};

/// A named credential with all that stands behind it, or an external credential that none uses.
/// Derived origins count from the credential, by the keys of the resolved document.
struct ResolvedCredential {
  std::string name = {};
  bool named = true;  ///< false: an external credential without a named one
  Origin origin = {};
  Resolved<std::string> label = {};
  Resolved<std::string> type = {};
  Resolved<std::string> url = {};
  Resolved<bool> callout_enabled = {};
  Resolved<bool> generates_authorization_header = {};
  Resolved<bool> merge_fields_in_header = {};
  Resolved<bool> merge_fields_in_body = {};
  Resolved<std::string> principal_type = {};  ///< of a Legacy one
  ResolvedReference client_certificate = {};
  ResolvedReference network_connection = {};
  std::vector<CredentialSetting> headers = {};
  LegacyProtocol legacy = {};

  ResolvedExternalCredential external = {};
  Resolved<std::string> protocol = {};
  Resolved<std::string> variant = {};
  ResolvedReference signing_certificate = {};
  ResolvedProvider provider = {};
  Resolved<CredentialFlow> flow = {};
  Resolved<std::string> authorize_url = {};
  Resolved<std::string> token_url = {};
  Resolved<std::string> redirect_uri = {};
  Resolved<std::string> client_authentication = {};
  Resolved<bool> pkce = {};
  Resolved<std::string> scope = {};
  std::vector<ResolvedPrincipal> principals = {};
  std::vector<PrincipalGrant> grants = {};
  std::vector<HttpRequest> requests = {};  ///< empty until `credential_requests` are put there
};

}  // namespace ecac
