#include "compiler/diagnostics/cases/token_exchange_no_handler.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::token_exchange_no_handler {

static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isTokenExchangeFlowEnabled;

/// A handler of the project that lists the app, and whether it is on.
struct ListedBy {
  UseSite site = {};
  Resolved<bool> enabled = {};
};

static std::vector<ListedBy> handlers_of(RuleContext& ctx) {
  namespace handler_fields = fields::OauthTokenExchangeHandler;
  std::vector<ListedBy> handlers;
  for (const UseSite& site : ctx.uses(ctx.subject())) {
    if (ctx.project().use(site).field != handler_fields::enablements_externalClientApp) continue;
    handlers.push_back({site, ctx.org().reader(site.file).boolean(handler_fields::isEnabled)});
  }
  return handlers;
}

/// Of a handler that says under another name whom it is for, that name is reported.
static bool may_list_apps_otherwise(RuleContext& ctx) {
  namespace handler_fields = fields::OauthTokenExchangeHandler;
  const auto files = ctx.project().files_of(types::OauthTokenExchangeHandler);
  return std::any_of(files.begin(), files.end(), [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    const auto& meant = facts.notes().meant;
    return facts.broken() || std::binary_search(meant.begin(), meant.end(),
                                                handler_fields::enablements_externalClientApp);
  });
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !is_effective(*app, FlowKind::token_exchange)) return;
  if (condition_of(*app, FlowKind::token_exchange, Condition::handler).is(true)) return;
  if (ctx.project().is_known(types::OauthTokenExchangeHandler, "*")) return;
  const Place turned_on = app_field(ctx, *app, kTurnedOn).place;
  const auto handlers = handlers_of(ctx);
  if (handlers.empty()) {
    if (may_list_apps_otherwise(ctx)) return;
    ctx.report(cases::FLW006_no_handler, turned_on,
               fmt::format("token exchange is on, but no handler of this project lists `{}`; "
                           "nothing would check the tokens",
                           ctx.subject_name()))
        .subject(ctx.subject_name())
        .help(
            "add an `OauthTokenExchangeHandler` with the app among its `enablements`, or list "
            "`OauthTokenExchangeHandler:*` under `known` in `ecac.json` if the org has one");
    return;
  }
  for (const ListedBy& handler : handlers) {
    if (!handler.enabled.is(false)) return;
  }
  const ProjectFile& first = ctx.project().file(handlers.front().site.file);
  ctx.report(cases::FLW006_handler_disabled, handlers.front().enabled.origin.place,
             fmt::format("handler `{}` is off, and no other handler takes the tokens of `{}`, "
                         "whose token exchange is on",
                         first.full_name, ctx.subject_name()))
      .subject(ctx.subject_name())
      .label(turned_on, "turned on here");
}

extern const Rule rule{.id = rules::FLW006, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::token_exchange_no_handler
