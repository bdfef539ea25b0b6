#include "compiler/diagnostics/cases/public_client_refresh_needs_secret.h"

#include <fmt/format.h>

#include "compiler/rules/shared/client_secret.h"

namespace ecac::public_client_refresh_needs_secret {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static constexpr FieldId kOptional = global_fields::isConsumerSecretOptional;
static constexpr FieldId kRefresh = global_fields::isSecretRequiredForRefreshToken;

static void report(RuleContext& ctx, const ResolvedApp& app, CaseId rule_case,
                   std::string_view who) {
  const AppField field = app_field(ctx, app, kRefresh);
  if (!field.has_file()) return;
  const std::string_view name = ctx.schema().field(kRefresh).name;
  FindingBuilder finding = ctx.report(
      rule_case, field.place,
      fmt::format("`{}` {}; {}, so refresh fails unless the secret is put into the client", name,
                  field.is_absent() ? "is absent here, which means `true`" : "is `true` here",
                  who));
  finding.subject(ctx.subject_name());
  if (const ResolvedScope* scope = refresh_scope(app)) {
    finding.label(scope->origin.place, "it gets refresh tokens");
  }
  const AppField optional = app_field(ctx, app, kOptional);
  if (rule_case == cases::FLW023_contradicting_flags && !optional.is_absent()) {
    finding.label(optional.place, "for a code the secret is optional")
        .help(fmt::format("if the client can keep the secret, set `{}` to `false` instead",
                          ctx.schema().field(kOptional).name));
  }
  label_evidence(finding, app, ClientType::public_client);
  finding.fix(fmt::format("Set `{}` to `false`", name), Applicability::unsafe,
              set_field(ctx, field, kRefresh, "false"));
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOptional, true) && !may_be_public(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const ResolvedClient& client = app->client;
  if (!client.secret_required_for_refresh.is(true)) return;
  const Resolved<bool> refreshes = uses_refresh_tokens(ctx.org(), *app);
  if (refreshes.is(false)) return;
  if (client.type.is(ClientType::public_client)) {
    // Whoever cannot even exchange a code has no refresh token to lose.
    if (demands_secret_of_public_client(ctx.org(), *app)) return;
    const bool declared = client.declared.known();
    report(ctx, *app, declared ? cases::FLW023_declared : cases::FLW023_inferred,
           declared ? "the app is declared a public client" : "the app looks like a public client");
  } else if (refreshes.is(true) && !client.type.known() &&
             client.secret_required_for_code.is(false) && !app->pkce_by_app.is(false)) {
    // Without PKCE the code lacks any protection, and that is what is wrong.
    report(ctx, *app, cases::FLW023_contradicting_flags,
           "for a code the client may leave its secret out");
  }
}

extern const Rule rule{.id = rules::FLW023, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::public_client_refresh_needs_secret
