#include "compiler/resolve/posture/client_registration.h"

#include <algorithm>

namespace ecac {

namespace {

void add_once(std::vector<std::string_view>& list, std::string_view value) {
  if (value.empty() || std::find(list.begin(), list.end(), value) != list.end()) return;
  list.push_back(value);
}

/// The security settings spell the members of RFC 8705 the same.
bool uses_mutual_tls(const CompiledApp& app) {
  const auto& kind = app.client_certificate_kind;
  const auto& value = app.client_certificate_value;
  return kind.known() && !kind.value->empty() && value.known() && !value.value->empty() &&
         !app.mutual_tls.is(false);
}

}  // namespace

ClientRegistration client_registration(const SchemaSet& schema, const CompiledApp& app) {
  ClientRegistration client;
  client.client_name = app.label.value.value_or("");
  if (client.client_name.empty()) client.client_name = app.name;
  client.logo_uri = app.logo_url.value.value_or("");
  client.client_uri = app.info_url.value.value_or("");
  client.contact = app.contact.value.value_or("");
  for (const ResolvedCallback& callback : app.callbacks) {
    if (is_address(callback.kind)) client.redirect_uris.push_back(callback.uri);
  }
  if (uses_mutual_tls(app)) {
    client.token_endpoint_auth_method = "tls_client_auth";
    client.certificate_member = *app.client_certificate_kind.value;
    client.certificate_value = *app.client_certificate_value.value;
  } else if (app.client.secret_required_for_code.known()) {
    client.token_endpoint_auth_method =
        *app.client.secret_required_for_code.value ? "client_secret_post" : "none";
  }
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    const RequestSet* requests = schema.find_requests(to_string(flow.kind));
    if (requests == nullptr || !works(flow.state)) return;
    add_once(client.grant_types, requests->grant_type);
    add_once(client.response_types, requests->response_type);
  });
  for (const ResolvedScope& granted : app.scopes) {
    if (granted.runtime.empty()) continue;
    client.scope += (client.scope.empty() ? "" : " ") + granted.runtime;
  }
  return client;
}

}  // namespace ecac
