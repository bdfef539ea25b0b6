#include "compiler/diagnostics/cases/pkce_not_required.h"

#include <fmt/format.h>

#include "compiler/resolve/app/app_questions.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"

namespace ecac::pkce_not_required {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static FindingBuilder report(RuleContext& ctx, const ResolvedApp& app, const WrittenField& off) {
  const bool no_secret = app.client.secret_required_for_code.is(false);
  const bool is_public = app.client.declared.is(ClientType::public_client);
  const Resolved<bool> codes = exchanges_codes(ctx.org(), app);
  if (codes.is(false)) {
    return ctx.report(cases::SEC001_inert, off.place(),
                      fmt::format("PKCE is not required for `{}`; its flows do not use a code, so "
                                  "this matters only once one does",
                                  app.name));
  }
  if (app.pkce_by_org.is(true)) {
    return ctx.report(
        cases::SEC001_org_requires, off.place(),
        fmt::format("PKCE is not required for `{}`, yet the org requires it of every app",
                    app.name));
  }
  if (is_public && app.client.secret_required_for_code.is(true)) {
    return ctx.report(cases::SEC001_not_required, off.place(),
                      fmt::format("PKCE is not required for the public client `{}`; only the "
                                  "secret, which it cannot keep, protects an intercepted code",
                                  app.name));
  }
  if (!codes.known() && (no_secret || is_public)) {
    return ctx.report(
        cases::SEC001_perhaps_unprotected, off.place(),
        fmt::format("PKCE is not required for `{}`, and {}: should a client use a "
                    "code, whoever intercepts it can redeem it",
                    app.name, no_secret ? "the secret is optional" : "its clients are public"));
  }
  if (no_secret) {
    return ctx.report(cases::SEC001_unprotected, off.place(),
                      fmt::format("PKCE is not required for `{}`, and the secret is optional: "
                                  "an intercepted code can be redeemed by anyone",
                                  app.name));
  }
  if (is_public) {
    return ctx.report(cases::SEC001_unprotected, off.place(),
                      fmt::format("PKCE is not required for the public client `{}`: an intercepted "
                                  "code can be redeemed by anyone",
                                  app.name));
  }
  return ctx.report(cases::SEC001_not_required, off.place(),
                    fmt::format("PKCE is not required for `{}`; only the secret protects an "
                                "intercepted code",
                                app.name));
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, global_fields::isPkceRequired, false)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->pkce_by_app.is(false) || lacks_needed_pkce(*app)) return;
  const WrittenField off = written(ctx, *app, global_fields::isPkceRequired);
  if (!says(off, false)) return;
  FindingBuilder finding = report(ctx, *app, off);
  finding.subject(app->name);
  const Origin& secret = app->client.secret_required_for_code.origin;
  if (app->client.secret_required_for_code.is(false) && secret.kind == OriginKind::written) {
    finding.label(secret.place, "the secret may be left out");
  }
  const Origin& org = app->pkce_by_org.origin;
  if (app->pkce_by_org.is(true) && org.kind == OriginKind::written) {
    finding.label(org.place, "the org requires it");
  }
  finding.fix("Require PKCE", Applicability::unsafe,
              ctx.set_text(off.file, off.fact->value, "true"));
}

extern const Rule rule{.id = rules::SEC001, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::pkce_not_required
