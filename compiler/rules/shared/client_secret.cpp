#include "compiler/rules/shared/client_secret.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/secret_required_of_public_client.h"
#include "compiler/model/value_list.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/uri.h"

namespace ecac {

namespace {

constexpr FieldId kCallback = fields::ExtlClntAppGlobalOauthSettings::callbackUrl;

bool is_web_address(std::string_view uri) {
  return equal_ignoring_case(uri.substr(0, 4), "http");
}

/// Where nobody waits but, perhaps, a command line on the machine it runs on.
bool is_stand_in(const Baseline& baseline, const ResolvedCallback& callback) {
  if (callback.kind == CallbackKind::placeholder || callback.kind == CallbackKind::loopback) {
    return true;
  }
  const auto uri = parse_uri(callback.uri);
  const KnownHost* host = uri ? baseline.host(uri->host, uri->path) : nullptr;
  return host != nullptr && host->use == KnownHost::Use::echo;
}

}  // namespace

bool may_be_public(const RuleContext& ctx) {
  const AppConfiguration* configuration = ctx.run().app(ctx.subject_name());
  if (configuration != nullptr && configuration->client_type) {
    return configuration->client_type->value == ClientType::public_client;
  }
  if (!ctx.org().app(ctx.subject()).aliases.empty()) return true;
  bool custom = false;
  for (const BundleMember& member : ctx.bundle().members(ctx.schema().type_of(kCallback))) {
    const FileFacts& facts = ctx.project().file(member.site.file).facts;
    const FieldFact* fact = facts.find(kCallback);
    if (fact == nullptr) continue;
    for_each_item(facts.text(*fact), ListSyntax::lines, [&](const ListItem& item) {
      if (!item.text.empty() && !is_web_address(item.text)) custom = true;
    });
  }
  return custom;
}

bool may_exchange_codes(const ResolvedApp& app) {
  return !condition_of(app, FlowKind::web_server, "callback").is(false);
}

bool never_exchanges_codes(const RuleContext& ctx, const ResolvedApp& app) {
  if (!may_exchange_codes(app)) return true;
  if (!condition_of(app, FlowKind::jwt_bearer, "certificate").is(true)) return false;
  if (!condition_of(app, FlowKind::headless_login, "codeAndCredentials").is(false)) return false;
  const Baseline& baseline = ctx.schema().baseline();
  return !app.callbacks.empty() &&
         std::all_of(app.callbacks.begin(), app.callbacks.end(),
                     [&](const ResolvedCallback& each) { return is_stand_in(baseline, each); });
}

bool may_refresh(const RuleContext& ctx, const ResolvedApp& app) {
  const Resolved<bool>& device = condition_of(app, FlowKind::device, "device");
  const Resolved<bool>& exchange = condition_of(app, FlowKind::token_exchange, "tokenExchange");
  if (never_exchanges_codes(ctx, app) && device.is(false) && exchange.is(false)) return false;
  return condition_of(app, FlowKind::refresh, "offlineScope").is(true) &&
         !condition_of(app, FlowKind::refresh, "refreshPolicy").is(false);
}

bool demands_secret_of_public_client(const ResolvedApp& app) {
  if (!app.client.type.is(ClientType::public_client)) return false;
  // First-party apps have to demand it.
  const bool first_party = condition_of(app, FlowKind::first_party, "firstParty").is(true);
  return !first_party && app.client.secret_required_for_code.is(true) && may_exchange_codes(app);
}

void label_evidence(FindingBuilder& finding, const ResolvedApp& app, ClientType type) {
  if (app.client.declared.known()) return;
  for (const ClientEvidence& evidence : app.client.evidence) {
    if (evidence.type != type || evidence.origin.kind != OriginKind::written) continue;
    finding.label(evidence.origin.place, type == ClientType::public_client
                                             ? "public: a custom scheme lives on a user's device"
                                             : fmt::format("confidential: {}", evidence.reason));
    return;
  }
}

std::string opposing_help_page() {
  return fmt::format(
      "one Salesforce help page states the opposite; `ecac explain {}` shows why it is wrong",
      rule_of(rules::FLW021).code);
}

const ResolvedScope* refresh_scope(const ResolvedApp& app) {
  const ResolvedScope* scope = find_scope(app, values::OauthScope::RefreshToken);
  return scope != nullptr ? scope : find_scope(app, values::OauthScope::OfflineAccess);
}

}  // namespace ecac
