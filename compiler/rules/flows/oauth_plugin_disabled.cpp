#include "compiler/diagnostics/cases/oauth_plugin_disabled.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::oauth_plugin_disabled {

namespace plugin_fields = fields::ExtlClntAppConfigurablePolicies;

/// Those that are turned on by themselves: refresh and the other headless steps follow from them.
static constexpr std::array kFlows = {
    FlowKind::web_server,     FlowKind::headless_login,
    FlowKind::guest,          FlowKind::client_credentials,
    FlowKind::jwt_bearer,     FlowKind::device,
    FlowKind::token_exchange, FlowKind::first_party,
    FlowKind::asset_token,    FlowKind::saml,
};

static bool is_of_app(const FlowCondition& condition) {
  return condition.field == plugin_fields::isEnabled ||
         condition.field == plugin_fields::isOauthPluginEnabled;
}

/// Whether the switches of the app as a whole keep a flow off that its own switches turn on. What
/// stands in its way besides is a finding of its own.
static bool is_kept_off(const ResolvedApp& app, FlowKind kind) {
  const auto& conditions = app.flow(kind).conditions;
  const bool on = std::all_of(conditions.begin(), conditions.end(), [](const FlowCondition& each) {
    return each.role != FlowCondition::Role::switched || each.met.is(true);
  });
  const bool off = std::any_of(conditions.begin(), conditions.end(), [](const FlowCondition& each) {
    return is_of_app(each) && each.met.is(false);
  });
  // The web server flow has no switch; without a callback of its own nobody meant it.
  const bool meant =
      kind != FlowKind::web_server || !condition_of(app, kind, Condition::callback).is(false);
  return on && off && meant;
}

static std::string consequences(const ResolvedApp& app) {
  std::vector<std::string_view> names;
  for (const FlowKind kind : kFlows) {
    if (is_kept_off(app, kind)) names.push_back(words_of(kind));
  }
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, plugin_fields::isEnabled, false) &&
      !may_say(ctx, plugin_fields::isOauthPluginEnabled, false)) {
    return;
  }
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !is_switched_off(*app)) return;
  const std::string flows = consequences(*app);
  if (flows.empty()) return;
  const bool whole = app->enabled.is(false);
  const AppField enabled = app_field(ctx, *app, plugin_fields::isEnabled);
  const AppField plugin = app_field(ctx, *app, plugin_fields::isOauthPluginEnabled);
  const std::string_view name = ctx.subject_name();
  FindingBuilder finding = ctx.report(
      whole ? cases::FLW027_app : cases::FLW027_plugin, whole ? enabled.place : plugin.place,
      fmt::format("{}`{}` is switched off here, so none of its {}flows can run: {}",
                  whole ? "" : "the OAuth plugin of ", name, whole ? "" : "OAuth ", flows));
  finding.subject(name);
  if (whole && app->oauth_plugin.is(false)) {
    finding.label(plugin.place, "the OAuth plugin is off as well");
  }
  finding.help(
      fmt::format("if it is off on purpose, say why: \"apps\": {{\"{}\": {{\"suppress\": "
                  "{{\"{}\": \"…\"}}}}}} in ecac.json",
                  name, rule_of(rules::FLW027).code));
}

extern const Rule rule{.id = rules::FLW027, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::oauth_plugin_disabled
