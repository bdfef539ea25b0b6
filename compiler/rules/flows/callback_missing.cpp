#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/rules/app_fields.h"

namespace ecac::callback_missing {

static constexpr FieldId kCallback = fields::ExtlClntAppGlobalOauthSettings::callbackUrl;

static bool may_lack(const RuleContext& ctx) {
  const auto members = ctx.bundle().members(ctx.schema().type_of(kCallback));
  return std::any_of(members.begin(), members.end(), [&](const BundleMember& member) {
    const FieldFact* fact = ctx.project().file(member.site.file).facts.find(kCallback);
    return fact == nullptr || fact->state != ValueState::set;
  });
}

/// Whether the app offers a flow without a redirect, and Code and Credentials is off. The web
/// server flow has no switch of its own: it is there for whoever has a callback.
static bool never_redirects(const ResolvedApp& app) {
  constexpr std::array<std::pair<FlowKind, std::string_view>, 4> kSwitches = {{
      {FlowKind::client_credentials, "clientCredentials"},
      {FlowKind::jwt_bearer, "certificate"},
      {FlowKind::device, "device"},
      {FlowKind::token_exchange, "tokenExchange"},
  }};
  if (condition_of(app, FlowKind::headless_login, "codeAndCredentials").is(true)) return false;
  return std::any_of(kSwitches.begin(), kSwitches.end(), [&](const auto& flow) {
    return condition_of(app, flow.first, flow.second).is(true);
  });
}

static void check(RuleContext& ctx) {
  if (!may_lack(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->callbacks_known.is(false)) return;
  if (is_misspelt(ctx, *app, kCallback)) return;
  const AppField field = app_field(ctx, *app, kCallback);
  if (!field.has_file()) return;
  const bool inert = never_redirects(*app);
  ctx.report(
         inert ? cases::FLW026_not_redirecting : cases::FLW026_missing, field.place,
         fmt::format("`{}` {}; Setup demands a callback of every app with OAuth{}",
                     ctx.schema().field(kCallback).name,
                     field.is_absent() || field.fact->state == ValueState::nil ? "is absent here"
                                                                               : "is empty",
                     inert ? ", also where no flow redirects" : ""))
      .subject(ctx.subject_name())
      .help(
          "enter the address that clients are sent back to; where no flow redirects, one that "
          "nobody uses will do, such as https://login.salesforce.com/services/oauth2/success");
}

extern const Rule rule{.code = "FLW026", .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_missing
