#include "compiler/emit/document/client_metadata.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "compiler/emit/text/shown_value.h"

namespace ecac {

namespace {

struct Grant {
  FlowKind flow;
  std::string_view grant_type;
  std::string_view response_type;
};

/// Grant types of RFC 7591 and of the documents that define the others; headless flows exchange
/// their code as an ordinary one.
constexpr std::array<Grant, 9> kGrants = {{
    {FlowKind::web_server, "authorization_code", "code"},
    {FlowKind::headless_login, "authorization_code", "code_credentials"},
    {FlowKind::passwordless_login, "authorization_code", "code_credentials"},
    {FlowKind::guest, "authorization_code", "code_credentials"},
    {FlowKind::refresh, "refresh_token", ""},
    {FlowKind::client_credentials, "client_credentials", ""},
    {FlowKind::jwt_bearer, "urn:ietf:params:oauth:grant-type:jwt-bearer", ""},
    {FlowKind::token_exchange, "urn:ietf:params:oauth:grant-type:token-exchange", ""},
    {FlowKind::device, "urn:ietf:params:oauth:grant-type:device_code", ""},
}};

void add_once(nlohmann::json& list, std::string_view value) {
  if (value.empty() || std::find(list.begin(), list.end(), value) != list.end()) return;
  list.push_back(value);
}

bool is_address(const ResolvedCallback& callback) {
  return callback.kind != CallbackKind::placeholder && callback.kind != CallbackKind::invalid &&
         callback.kind != CallbackKind::unresolved;
}

/// RFC 8705, section 2.1.2: the client's certificate is named by one of the `tls_client_auth_…`
/// members, which the security settings spell the same.
bool add_mutual_tls(nlohmann::json& metadata, const ResolvedApp& app) {
  const auto& kind = app.client_certificate_kind;
  const auto& value = app.client_certificate_value;
  if (!kind.known() || kind.value->empty() || !value.known() || value.value->empty()) return false;
  if (app.mutual_tls.is(false)) return false;
  metadata["token_endpoint_auth_method"] = "tls_client_auth";
  metadata[*kind.value] = shown_text(*value.value);
  return true;
}

void put_known(nlohmann::json& metadata, std::string_view key, const Resolved<std::string>& value) {
  if (value.known() && !value.value->empty()) metadata[std::string(key)] = shown_text(*value.value);
}

}  // namespace

nlohmann::json client_metadata(const ResolvedApp& app) {
  nlohmann::json metadata = nlohmann::json::object();
  metadata["client_id"] = "<client_id>";
  metadata["client_name"] =
      shown_text(app.label.known() && !app.label.value->empty() ? *app.label.value : app.name);
  put_known(metadata, "logo_uri", app.logo_url);
  put_known(metadata, "client_uri", app.info_url);
  if (app.contact.known() && !app.contact.value->empty()) {
    metadata["contacts"] = nlohmann::json::array({shown_text(*app.contact.value)});
  }
  metadata["redirect_uris"] = nlohmann::json::array();
  for (const ResolvedCallback& callback : app.callbacks) {
    if (is_address(callback)) metadata["redirect_uris"].push_back(shown_callback(callback.uri));
  }
  if (!add_mutual_tls(metadata, app) && app.client.secret_required_for_code.known()) {
    metadata["token_endpoint_auth_method"] =
        *app.client.secret_required_for_code.value ? "client_secret_post" : "none";
  }
  metadata["grant_types"] = nlohmann::json::array();
  metadata["response_types"] = nlohmann::json::array();
  for (const Grant& grant : kGrants) {
    if (app.flow(grant.flow).state != FlowState::ready) continue;
    add_once(metadata["grant_types"], grant.grant_type);
    add_once(metadata["response_types"], grant.response_type);
  }
  std::string scope;
  for (const ResolvedScope& granted : app.scopes) {
    if (!granted.runtime.empty()) scope += (scope.empty() ? "" : " ") + granted.runtime;
  }
  metadata["scope"] = scope;
  return metadata;
}

}  // namespace ecac
