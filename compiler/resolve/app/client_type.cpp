#include "compiler/resolve/app/client_type.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/callback_missing.h"
#include "compiler/diagnostics/cases/callback_url_syntax.h"
#include "compiler/model/value_list.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/PlatformEndpoint.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/host_kind.h"
#include "compiler/support/net/uri.h"

namespace ecac {

namespace {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

class Evidence {
 public:
  Evidence(const Baseline& baseline, ResolvedClient& client)
      : baseline_(baseline), client_(client) {}

  void confidential_if(const Resolved<bool>& shown, std::string reason) {
    if (!shown.is(true)) return;
    client_.evidence.push_back({ClientType::confidential, std::move(reason), shown.origin});
  }

  void of_callbacks(std::span<const ResolvedCallback> callbacks) {
    for (const ResolvedCallback& callback : callbacks) {
      if (callback.kind == CallbackKind::custom_scheme) {
        client_.evidence.push_back(
            {ClientType::public_client,
             fmt::format("the callback `{}` lives on a user's device", callback.uri),
             callback.origin});
      } else if (callback.kind == CallbackKind::loopback) {
        client_.hints.push_back(fmt::format(
            "`{}` is a loopback address; back ends run on developers' machines too", callback.uri));
      } else if (const auto uri = parse_uri(callback.uri); uri && is_hosted_client(*uri)) {
        client_.hints.push_back(
            fmt::format("`{}` is a hosted client, which can keep a secret", uri->host));
      }
    }
  }

 private:
  /// Hosted clients that can keep a secret, yet are mostly used as public ones.
  bool is_hosted_client(const Uri& uri) const {
    const KnownHost* host = baseline_.host(uri.host, uri.path);
    return host != nullptr && host->keeps_secret;
  }

  const Baseline& baseline_;
  ResolvedClient& client_;
};

void conclude(ResolvedClient& client) {
  if (client.declared.known()) {
    client.type = {client.declared.value, Origin::derived_from_one("client/declared")};
    return;
  }
  const auto shows = [&](ClientType type) {
    return std::any_of(client.evidence.begin(), client.evidence.end(),
                       [&](const ClientEvidence& evidence) { return evidence.type == type; });
  };
  const bool is_public = shows(ClientType::public_client);
  const bool confidential = shows(ClientType::confidential);
  if (is_public == confidential) {
    client.type = Resolved<ClientType>::unknown(
        is_public ? "`clientType` in ecac.json: the metadata shows both kinds"
                  : "`clientType` in ecac.json: the metadata shows neither kind");
    return;
  }
  client.type = {is_public ? ClientType::public_client : ClientType::confidential,
                 Origin::derived_from_one("client/evidence")};
}

}  // namespace

/// Names under `.localhost` are this computer too (RFC 6761, section 6.3).
static bool is_below_localhost(std::string_view host) {
  constexpr std::string_view kEnding = ".localhost";
  return host.size() > kEnding.size() &&
         equal_ignoring_case(host.substr(host.size() - kEnding.size()), kEnding);
}

CallbackKind classify_callback(const Baseline& baseline, std::string_view text) {
  const auto uri = parse_uri(text);
  if (!uri || !uri->is_absolute()) return CallbackKind::invalid;
  const bool https = equal_ignoring_case(uri->scheme, "https");
  const bool http = equal_ignoring_case(uri->scheme, "http");
  const KnownScheme* scheme = baseline.scheme(uri->scheme);
  if (scheme != nullptr && scheme->use == KnownScheme::Use::placeholder) {
    return CallbackKind::placeholder;
  }
  if (!https && !http) return CallbackKind::custom_scheme;
  if (uri->host.empty()) return CallbackKind::invalid;
  if (host_kind(uri->host) == HostKind::loopback) {
    // Nobody serves TLS on a bare `localhost`; a name under it or a port was chosen by somebody.
    const bool bare = uri->port.empty() && !is_below_localhost(uri->host);
    return https && bare ? CallbackKind::placeholder : CallbackKind::loopback;
  }
  if (http) return CallbackKind::http;
  return uri->path == values::PlatformEndpoint::echo ? CallbackKind::site_echo
                                                     : CallbackKind::https;
}

bool is_echo_page(const Baseline& baseline, const ResolvedCallback& callback) {
  const auto uri = parse_uri(callback.uri);
  const KnownHost* host = uri ? baseline.host(uri->host, uri->path) : nullptr;
  return host != nullptr && host->use == KnownHost::Use::echo;
}

std::vector<ResolvedCallback> resolve_callbacks(const ProjectContext& context,
                                                const ValueReader& global) {
  std::vector<ResolvedCallback> callbacks;
  const FoundField found = global.find(global_fields::callbackUrl);
  if (found.fact == nullptr || !found.fact->has_text()) return callbacks;
  const FileFacts& facts = context.project().file(found.file).facts;
  for_each_item(facts.text(*found.fact), ListSyntax::lines, [&](const ListItem& item) {
    const bool open = facts.has_placeholder(*found.fact, item.begin, item.end);
    callbacks.push_back(
        {std::string(item.text),
         open ? CallbackKind::unresolved
              : classify_callback(context.schema().baseline(), item.text),
         Origin::written_at({found.file, facts.range_in_value(*found.fact, item.begin, item.end)},
                            global_fields::callbackUrl)});
  });
  return callbacks;
}

void add_callback_condition(const Baseline& baseline, const AppValues& app, bool headless,
                            FlowBuilder& flow) {
  const auto first_of = [&](auto&& fits) {
    return std::find_if(app.callbacks.begin(), app.callbacks.end(), fits);
  };
  const auto found = first_of([&](const ResolvedCallback& callback) {
    return is_address(callback.kind) && !is_echo_page(baseline, callback);
  });
  const auto shared =
      first_of([&](const ResolvedCallback& callback) { return is_echo_page(baseline, callback); });
  const auto stand_in = first_of(
      [](const ResolvedCallback& callback) { return callback.kind == CallbackKind::placeholder; });
  Resolved<bool> met = app.callbacks_known;
  if (found != app.callbacks.end()) {
    met = {true, found->origin};
  } else if (shared != app.callbacks.end()) {
    met = Resolved<bool>::unknown(
        fmt::format("whether a client picks its code up on `{}`, a page that many apps have",
                    shared->uri),
        global_fields::callbackUrl);
  } else if (headless && stand_in != app.callbacks.end()) {
    met = Resolved<bool>::unknown(
        fmt::format("whether a client can read the code of an answer that leads to `{}`",
                    stand_in->uri),
        global_fields::callbackUrl);
  } else if (!app.callbacks.empty() && met.known()) {
    met = {false, app.callbacks.front().origin};
  }
  flow.need(Condition::callback, met);
  // What only stands there is a choice.
  if (app.callbacks.empty() || met.is(true)) {
    flow.told_by(Condition::callback, cases::FLW026_missing);
  } else if (stand_in == app.callbacks.end() && shared == app.callbacks.end()) {
    flow.told_by(Condition::callback, cases::SCH011_not_a_uri);
  }
  if (found != app.callbacks.end()) flow.seen(found->uri);
}

ResolvedClient resolve_client(const ProjectContext& context, const AppFiles& files,
                              std::span<const ResolvedCallback> callbacks) {
  ResolvedClient client;
  const ValueReader global = files.reader(types::ExtlClntAppGlobalOauthSettings);
  const ValueReader oauth = files.reader(types::ExtlClntAppOauthSettings);
  const ValueReader policies = files.reader(types::ExtlClntAppOauthConfigurablePolicies);
  const AppConfiguration* configuration = context.configuration(files.name());
  if (configuration != nullptr && configuration->client_type) {
    client.declared = {configuration->client_type->value,
                       Origin::configured_at(configuration->client_type->place)};
  } else {
    client.declared = Resolved<ClientType>::unknown("`clientType` in ecac.json");
  }
  client.secret_required_for_code =
      negated(global.boolean(global_fields::isConsumerSecretOptional));
  client.secret_required_for_refresh =
      global.boolean(global_fields::isSecretRequiredForRefreshToken);
  client.secret_required_for_token_exchange =
      global.boolean(global_fields::isSecretRequiredForTokenExchange);

  namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
  Evidence evidence(context.schema().baseline(), client);
  evidence.confidential_if(global.present(global_fields::certificate),
                           "it holds the certificate of the JWT bearer flow");
  evidence.confidential_if(both(global.boolean(global_fields::isClientCredentialsFlowEnabled),
                                policies.boolean(policy_fields::isClientCredentialsFlowEnabled)),
                           "it may use the client credentials flow");
  evidence.confidential_if(both(both(global.boolean(global_fields::isTokenExchangeEnabled),
                                     policies.boolean(policy_fields::isTokenExchangeFlowEnabled)),
                                client.secret_required_for_token_exchange),
                           "its token exchange demands the secret");
  evidence.confidential_if(oauth.boolean(fields::ExtlClntAppOauthSettings::isFirstPartyAppEnabled),
                           "it is a first-party app, which private clients alone can be");
  evidence.of_callbacks(callbacks);
  conclude(client);
  return client;
}

}  // namespace ecac
