#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/app/flow_condition.h"
#include "compiler/resolve/lifetime/id_token.h"
#include "compiler/resolve/lifetime/lifetime.h"
#include "compiler/resolve/lifetime/refresh_token.h"
#include "compiler/resolve/org/app_configuration.h"
#include "compiler/resolve/values/http_request.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/support/x509/certificate.h"

namespace ecac {

/// What a callback address is good for.
enum class CallbackKind : std::uint8_t {
  https,
  custom_scheme,  ///< lives on a user's device
  loopback,       ///< on the machine itself
  http,           ///< codes travel in clear text
  site_echo,      ///< the site's own endpoint that returns the code as JSON
  placeholder,  ///< `sfdc://…` or https on a bare localhost: stands there because something must
  unresolved,   ///< holds a deploy-time placeholder
  invalid,
};

/// One line of `callbackUrl`.
struct ResolvedCallback {
  std::string uri = {};
  CallbackKind kind = CallbackKind::invalid;
  Origin origin = {};
};

/// A scope as metadata spells it and as it is called at run time ("" if nobody knows).
struct ResolvedScope {
  std::string token = {};
  std::string runtime = {};
  Origin origin = {};
};

/// A plugin of an app that no flow rests on, and whether it is on.
struct ResolvedPlugin {
  std::string_view id = {};  ///< `mobile`; stands in the program
  Resolved<bool> enabled = {};
};

/// Something in the metadata that only one kind of client would have.
struct ClientEvidence {
  ClientType type = ClientType::public_client;
  std::string reason = {};
  Origin origin = {};
};

/// Whether the client can keep a secret, as declared and as far as its metadata shows; and, apart
/// from that, what the flags make the token endpoint accept.
struct ResolvedClient {
  Resolved<ClientType> declared = {};
  std::vector<ClientEvidence> evidence = {};
  std::vector<std::string> hints = {};  ///< what may point either way and decides nothing
  Resolved<ClientType> type = {};       ///< declared, else what all evidence agrees on
  Resolved<bool> secret_required_for_code = {};
  Resolved<bool> secret_required_for_refresh = {};
  Resolved<bool> secret_required_for_token_exchange = {};
};

/// A permission set or profile that is authorized in advance.
struct AuthorizedGroup {
  std::string name = {};
  bool profile = false;
  bool by_saml = false;  ///< the SAML policies name it
  /// Whether a deploy finds it; unknown for ids, labels and names of other packages.
  Resolved<bool> exists = {};
  std::string note = {};  ///< "matches a label; names travel between orgs" …
};

/// The rows of the flow matrix: what a client may ask the org for.
enum class FlowKind : std::uint8_t {
  web_server,
  headless_login,
  passwordless_login,
  registration,
  forgot_password,
  guest,
  client_credentials,
  jwt_bearer,
  device,
  token_exchange,
  refresh,
  first_party,
  asset_token,
  saml,
};
inline constexpr std::size_t kFlowCount = 14;

/// `ready_unprotected`: it works, for anybody, because something that should stand before it is
/// switched off.
enum class FlowState : std::uint8_t { off, ready, ready_unprotected, blocked, unknown };

/// Whether all that the flow needs is met.
inline bool works(FlowState state) {
  return state == FlowState::ready || state == FlowState::ready_unprotected;
}

/// Whether a flow works, and why.
struct ResolvedFlow {
  FlowKind kind = FlowKind::web_server;
  FlowState state = FlowState::unknown;
  Owner off_by = Owner::none;
  std::vector<FlowCondition> conditions = {};
  /// That the client must send, in order; of a `CompiledApp` only.
  std::vector<HttpRequest> requests = {};
};

/// The certificate of the JWT bearer flow.
struct ResolvedCertificate {
  Resolved<bool> present = {};
  std::string subject = {};
  std::string key = {};          ///< "RSA 2048"
  std::string fingerprint = {};  ///< SHA-256, lower-case hex
  std::string not_after = {};    ///< UTC, `2027-01-31T00:00:00Z`
  std::string not_before = {};   ///< UTC, as `not_after`
  bool expired = false;          ///< on the day of the run
  bool not_yet_valid = false;    ///< that day
  bool too_long = false;         ///< longer than the schema's limit
  std::string problem = {};      ///< why it could not be read; "" if it could
  CertificateInfo::Kind kind = CertificateInfo::Kind::certificate;  ///< of a present one
};

/// Whether the org's API access control lets in calls with the app's tokens.
struct ApiAdmission {
  Resolved<bool> internal_users, external_users;
};

struct ResolvedApp;

/// Works out the flows of one app, each once, when they are asked for.
class FlowSource {
 public:
  virtual ~FlowSource() = default;
  /// Good as long as the source is.
  virtual const ResolvedFlow& flow(const ResolvedApp& app, FlowKind kind) = 0;

 protected:
  FlowSource() = default;
  FlowSource(const FlowSource&) = default;
  FlowSource& operator=(const FlowSource&) = default;
};

/// What the metadata decides about one app, apart from its flows. A value: it holds no pointer into
/// the project.
struct AppValues {
  std::string name = {};
  Resolved<std::string> label, description, contact, distribution, logo_url, info_url;
  Resolved<bool> enabled, oauth_plugin, saml_plugin;
  std::vector<ResolvedPlugin> plugins = {};
  Resolved<std::string> start_page, start_url;

  ResolvedClient client = {};
  std::vector<ResolvedCallback> callbacks = {};
  Resolved<bool> callbacks_known = {};
  std::vector<ResolvedScope> scopes = {};
  Resolved<bool> scopes_known = {};
  std::vector<ResolvedScope> custom_scopes = {};

  Resolved<bool> pkce_by_app, pkce_by_org, pkce;
  Resolved<bool> jwt_access_tokens;
  ResolvedLifetime opaque_token, named_user_token, guest_token;
  ResolvedIdToken id_token = {};
  ResolvedRefresh refresh = {};

  Resolved<std::string> permitted_users, ip_relaxation, session_level, policy_action;
  std::vector<AuthorizedGroup> authorized = {};
  Resolved<bool> somebody_authorized = {};
  ApiAdmission admission = {};
  Resolved<std::string> client_credentials_user = {};

  Resolved<std::string> site = {};  ///< base address of the headless flows
  ResolvedCertificate certificate = {};
  Resolved<std::string> client_certificate_kind, client_certificate_value;
  Resolved<bool> mutual_tls, dpop, introspects_all;
  Resolved<bool> token_addresses_limited = {};
};

/// An app as rules read it: few of them ask for a flow, so that each flow is worked out when it is
/// first asked for, while the `ProjectContext` lives; not from two threads at once. What outlives
/// the project is a `CompiledApp`.
struct ResolvedApp : AppValues {
  std::vector<FileId> files = {};

  const ResolvedFlow& flow(FlowKind kind) const { return flow_source->flow(*this, kind); }

  std::unique_ptr<FlowSource> flow_source = {};
};

/// Visits the flows of an app, one of each kind, in the order of the kinds.
template <class App, class Visit>
void for_each_flow(const App& app, Visit&& visit) {
  for (std::size_t i = 0; i < kFlowCount; ++i) visit(app.flow(static_cast<FlowKind>(i)));
}

/// Whether a browser can be sent back to such an address.
bool is_address(CallbackKind kind);

/// Whether only users who are authorized in advance may use the app.
bool is_preauthorized(std::string_view permitted_users_policy);

std::string_view to_string(CallbackKind kind);  ///< as the document spells it
std::string_view to_string(FlowKind kind);
std::string_view words_of(FlowKind kind);  ///< as people say it: `JWT bearer`
std::string_view to_string(FlowState state);
std::string_view to_string(ClientType type);
std::string_view to_string(Owner owner);

}  // namespace ecac
