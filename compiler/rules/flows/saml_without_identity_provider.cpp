#include "compiler/diagnostics/cases/saml_without_identity_provider.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::saml_without_identity_provider {

static constexpr FieldId kProvider = fields::IdentityProviderSettings::enableIdentityProvider;

static void check(RuleContext& ctx) {
  if (ctx.bundle().members(types::ExtlClntAppSamlConfigurablePolicies).empty()) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || app->enabled.is(false) || app->saml_plugin.is(false)) return;
  const Resolved<bool>& provider = condition_of(*app, FlowKind::saml, Condition::identity_provider);
  if (!provider.is(false) || provider.origin.kind != OriginKind::written) return;
  ctx.report(cases::FLW039_off, provider.origin.place,
             fmt::format("the org is no identity provider, so nobody gets into `{}` with SAML",
                         app->name))
      .subject(app->name)
      .help(fmt::format("set `{}` to `true`, with a certificate of the org",
                        ctx.schema().field(kProvider).name));
}

extern const Rule rule{.id = rules::FLW039, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::saml_without_identity_provider
