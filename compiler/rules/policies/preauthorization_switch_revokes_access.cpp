#include "compiler/diagnostics/cases/preauthorization_switch_revokes_access.h"

#include <fmt/format.h>

#include "compiler/resolve/org/bundle.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"

namespace ecac::preauthorization_switch_revokes_access {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

/// What the policies of the app said then.
static Resolved<std::string> earlier_policy(const ProjectView& earlier, std::string_view app) {
  const SymbolId symbol = earlier.symbol(types::ExternalClientApplication, app);
  if (symbol == SymbolId::none) return {};
  const Bundle bundle(earlier, symbol);
  SettingFiles policies{.type = types::ExtlClntAppOauthConfigurablePolicies};
  for (const BundleMember& member : bundle.members(policies.type)) {
    policies.files.push_back(member.site.file);
  }
  return ValueReader(earlier, policies).text(policy_fields::permittedUsersPolicyType);
}

static void check(RuleContext& ctx) {
  if (ctx.earlier() == nullptr) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr ||
      !app->permitted_users.is(values::PermittedUsersPolicyType::AdminApprovedPreAuthorized)) {
    return;
  }
  if (app->permitted_users.origin.kind != OriginKind::written) return;
  if (!earlier_policy(*ctx.earlier(), app->name)
           .is(values::PermittedUsersPolicyType::AllSelfAuthorized)) {
    return;
  }
  ctx.report(cases::POL004_revokes, app->permitted_users.origin.place,
             fmt::format("this was `AllSelfAuthorized`; deploying the change cuts off everyone who "
                         "uses `{}` now, until the listed permission sets are assigned",
                         app->name))
      .subject(app->name)
      .help("assign the permission sets first");
}

extern const Rule rule{.id = rules::POL004, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::preauthorization_switch_revokes_access
