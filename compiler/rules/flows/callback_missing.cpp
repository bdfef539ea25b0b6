#include "compiler/diagnostics/cases/callback_missing.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/app/app_questions.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/schema/values/PlatformEndpoint.h"

namespace ecac::callback_missing {

static constexpr FieldId kCallback = fields::ExtlClntAppGlobalOauthSettings::callbackUrl;

static bool may_lack(const RuleContext& ctx) {
  const auto members = ctx.bundle().members(ctx.schema().type_of(kCallback));
  return std::any_of(members.begin(), members.end(), [&](const BundleMember& member) {
    const FieldFact* fact = ctx.project().file(member.site.file).facts.find(kCallback);
    return fact == nullptr || fact->state != ValueState::set;
  });
}

/// What to enter: an address at which codes arrive, unless none ever does.
static std::string cure(const RuleContext& ctx, const ResolvedApp& app, bool inert) {
  if (inert) {
    // A page of Salesforce that is there for everybody.
    for (const KnownHost& host : ctx.schema().baseline().hosts) {
      if (host.use != KnownHost::Use::echo || host.paths.empty()) continue;
      return fmt::format(
          "no flow redirects, so an address that nobody uses will do, such as "
          "https://{}{}",
          host.name, host.paths.front());
    }
    return "no flow redirects, so an address that nobody uses will do";
  }
  if (condition_of(app, FlowKind::headless_login, Condition::code_and_credentials).is(true)) {
    return fmt::format(
        "for headless login enter `https://<site>{}`, the page of the site that "
        "answers the client itself",
        values::PlatformEndpoint::echo);
  }
  return "enter the address that clients are sent back to";
}

static void check(RuleContext& ctx) {
  if (!may_lack(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->callbacks_known.is(false)) return;
  if (is_misspelt(ctx, *app, kCallback)) return;
  const AppField field = app_field(ctx, *app, kCallback);
  if (!field.has_file()) return;
  const bool inert = resolve_redirects(ctx.org(), *app).is(false);
  ctx.report(
         inert ? cases::FLW026_not_redirecting : cases::FLW026_missing, field.place,
         fmt::format("`{}` {}; Setup demands a callback of every app with OAuth{}",
                     ctx.schema().field(kCallback).name,
                     field.is_absent() || field.fact->state == ValueState::nil ? "is absent here"
                                                                               : "is empty",
                     inert ? ", also where no flow redirects" : ""))
      .subject(ctx.subject_name())
      .help(cure(ctx, *app, inert));
}

extern const Rule rule{.id = rules::FLW026, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_missing
