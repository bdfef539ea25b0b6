#include "compiler/diagnostics/cases/first_party_app_incomplete.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::first_party_app_incomplete {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static constexpr FieldId kFirstParty = fields::ExtlClntAppOauthSettings::isFirstPartyAppEnabled;

static void report_switch(RuleContext& ctx, const ResolvedApp& app, CaseId rule_case, FieldId id,
                          std::string_view wanted, std::string_view why, std::string_view fix) {
  const AppField field = app_field(ctx, app, id);
  if (!field.has_file()) return;
  ctx.report(rule_case, field.place, std::string(why))
      .subject(ctx.schema().field(id).name)
      .label(app_field(ctx, app, kFirstParty).place, "a first-party app")
      .fix(std::string(fix), Applicability::unsafe, set_field(ctx, field, id, wanted));
}

static void check_users(RuleContext& ctx, const ResolvedApp& app) {
  // Where the app offers Code and Credentials, that flow says it.
  if (!condition_of(app, FlowKind::first_party, Condition::code_and_credentials).is(false)) return;
  if (!lets_users_authorize(app)) return;
  const std::string& policy = *app.permitted_users.value;
  const AppField permitted =
      app_field(ctx, app, fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType);
  if (!permitted.has_file()) return;
  ctx.report(cases::FLW018_not_preauthorized, permitted.place,
             fmt::format("the authorization challenge endpoint needs "
                         "`AdminApprovedPreAuthorized`; here users are `{}`",
                         policy))
      .subject(policy)
      .label(app_field(ctx, app, kFirstParty).place, "a first-party app");
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kFirstParty, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const FlowKind flow = FlowKind::first_party;
  if (!condition_of(*app, flow, Condition::first_party).is(true)) return;
  if (condition_of(*app, flow, Condition::secret).is(false)) {
    report_switch(ctx, *app, cases::FLW018_secret_optional, global_fields::isConsumerSecretOptional,
                  "false",
                  "the authorization challenge endpoint serves private clients only, and here the "
                  "secret is optional",
                  "Require the secret");
  }
  if (condition_of(*app, flow, Condition::pkce).is(false)) {
    report_switch(ctx, *app, cases::FLW018_pkce_off, global_fields::isPkceRequired, "true",
                  "the authorization challenge endpoint needs PKCE, which is off here",
                  "Require PKCE");
  }
  check_users(ctx, *app);
  if (condition_of(*app, flow, Condition::attestation).is(false)) {
    const FieldId id = fields::ExtlClntAppOauthSettings::clientAssertionCertificate;
    const AppField field = app_field(ctx, *app, id);
    ctx.report(cases::FLW018_no_certificate, field.place,
               fmt::format("a first-party app probably needs `{}`, with which the org verifies the "
                           "client",
                           ctx.schema().field(id).name))
        .subject(ctx.subject_name())
        .label(app_field(ctx, *app, kFirstParty).place, "a first-party app");
  }
}

extern const Rule rule{.id = rules::FLW018, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::first_party_app_incomplete
