#include "compiler/resolve/app/app_redirects.h"

#include <algorithm>
#include <array>

#include "compiler/schema/field_ids.h"
#include "compiler/support/net/uri.h"

namespace ecac {

namespace {

/// Whether one of the switches of a flow is on; half of a pair shows the intention.
bool has_switch_on(const ResolvedFlow& flow) {
  return std::any_of(
      flow.conditions.begin(), flow.conditions.end(), [](const FlowCondition& condition) {
        return condition.role == FlowCondition::Role::switched && condition.met.is(true);
      });
}

/// Whether a client may be waiting there.
bool leads_somewhere(const Baseline& baseline, const ResolvedCallback& callback) {
  if (callback.kind == CallbackKind::placeholder || callback.kind == CallbackKind::invalid) {
    return false;
  }
  const auto uri = parse_uri(callback.uri);
  const KnownHost* host = uri ? baseline.host(uri->host, uri->path) : nullptr;
  return host == nullptr || host->use != KnownHost::Use::echo;
}

}  // namespace

Resolved<bool> resolve_redirects(const ProjectContext& context, const ResolvedApp& app) {
  constexpr std::array kWithoutCallback = {FlowKind::client_credentials, FlowKind::jwt_bearer,
                                           FlowKind::device, FlowKind::token_exchange};
  const auto offered = [&](FlowKind kind) { return has_switch_on(app.flow(kind)); };
  if (offered(FlowKind::headless_login) ||
      std::none_of(kWithoutCallback.begin(), kWithoutCallback.end(), offered)) {
    return {true, Origin::derived_from_one("flows")};
  }
  const Baseline& baseline = context.schema().baseline();
  const bool somewhere = std::any_of(
      app.callbacks.begin(), app.callbacks.end(),
      [&](const ResolvedCallback& callback) { return leads_somewhere(baseline, callback); });
  if (somewhere || !app.callbacks_known.known()) {
    return Resolved<bool>::unknown("whether a client uses the web server flow",
                                   fields::ExtlClntAppGlobalOauthSettings::callbackUrl);
  }
  return {false, Origin::derived_from({"flows", "callbacks"})};
}

Resolved<bool> exchanges_codes(const ProjectContext& context, const ResolvedApp& app) {
  const ResolvedFlow& headless = app.flow(FlowKind::headless_login);
  const ResolvedFlow& flow = has_switch_on(headless) ? headless : app.flow(FlowKind::web_server);
  const auto address =
      std::find_if(flow.conditions.begin(), flow.conditions.end(),
                   [](const FlowCondition& condition) { return condition.id == "callback"; });
  if (address != flow.conditions.end() && address->met.is(false)) {
    return {false, Origin::derived_from_one("callbacks")};
  }
  return resolve_redirects(context, app);
}

}  // namespace ecac
