#include "compiler/diagnostics/cases/secret_optional_on_private_client.h"

#include <fmt/format.h>

#include <array>

#include "compiler/resolve/app/app_questions.h"
#include "compiler/rules/shared/client_secret.h"

namespace ecac::secret_optional_on_private_client {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static constexpr FieldId kOptional = global_fields::isConsumerSecretOptional;
static constexpr FieldId kRefresh = global_fields::isSecretRequiredForRefreshToken;

/// Other rules report it, and take the optional secret as the sign of something else.
static bool is_reported_elsewhere(const ResolvedApp& app) {
  if (condition_of(app, FlowKind::first_party, Condition::first_party).is(true)) return true;
  return !app.client.declared.known() && is_effective(app, FlowKind::client_credentials);
}

static std::string who(const RuleContext& ctx, const ResolvedApp& app) {
  return fmt::format("`{}` {} a confidential client", ctx.subject_name(),
                     app.client.declared.known() ? "is declared" : "looks like");
}

static void finish(RuleContext& ctx, const ResolvedApp& app, FindingBuilder& finding) {
  finding.subject(ctx.subject_name());
  label_evidence(finding, app, ClientType::confidential);
  finding
      .help(fmt::format("if it cannot keep a secret, say so: \"apps\": {{\"{}\": "
                        "{{\"clientType\": \"public\"}}}} in ecac.json",
                        ctx.subject_name()))
      .note(opposing_help_page());
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOptional, true) && !may_say(ctx, kRefresh, false)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!app->client.type.is(ClientType::confidential)) return;
  const bool code = app->client.secret_required_for_code.is(false) && !is_reported_elsewhere(*app);
  const Resolved<bool> codes = comes_without_secret(ctx.org(), *app, SecretUse::code);
  const Resolved<bool> refreshes = comes_without_secret(ctx.org(), *app, SecretUse::refresh);
  const bool refresh = app->client.secret_required_for_refresh.is(false) && !refreshes.is(false);
  const AppField optional = app_field(ctx, *app, kOptional);
  const AppField refreshing = app_field(ctx, *app, kRefresh);
  if (code && !codes.is(true)) {
    FindingBuilder finding =
        codes.known()
            ? ctx.report(cases::FLW022_inert, optional.place,
                         fmt::format("{} and exchanges no codes; that it could do so without its "
                                     "secret has no effect yet",
                                     who(ctx, *app)))
            : ctx.report(cases::FLW022_perhaps, optional.place,
                         fmt::format("{}, and whether it exchanges codes is not known; it could "
                                     "do so without its secret",
                                     who(ctx, *app)));
    finding.fix("Require the secret", Applicability::unsafe,
                set_field(ctx, optional, kOptional, "false"));
    finish(ctx, *app, finding);
  } else if (code) {
    constexpr std::array<FieldValue, 2> kBoth = {{{kOptional, "false"}, {kRefresh, "true"}}};
    FindingBuilder finding =
        ctx.report(cases::FLW022_code, optional.place,
                   fmt::format("{}, but codes are exchanged without its secret{}", who(ctx, *app),
                               refresh ? ", and refresh tokens too" : ""));
    if (refresh) finding.label(refreshing.place, "refresh tokens need no secret either");
    finding.fix(
        refresh ? "Require the secret in both" : "Require the secret", Applicability::unsafe,
        refresh ? set_fields(ctx, *app, kBoth) : set_field(ctx, optional, kOptional, "false"));
    finish(ctx, *app, finding);
  } else if (refresh && refreshes.is(true)) {
    FindingBuilder finding = ctx.report(
        cases::FLW022_refresh, refreshing.place,
        fmt::format("{}, but refresh tokens are accepted without its secret", who(ctx, *app)));
    if (const ResolvedScope* scope = refresh_scope(*app)) {
      finding.label(scope->origin.place, "it gets refresh tokens");
    }
    finding.fix("Require the secret", Applicability::unsafe,
                set_field(ctx, refreshing, kRefresh, "true"));
    finish(ctx, *app, finding);
  }
}

extern const Rule rule{.id = rules::FLW022, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::secret_optional_on_private_client
