#include "compiler/diagnostics/cases/inert_policy_value.h"

#include <fmt/format.h>

#include <initializer_list>
#include <vector>

#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/ExtlClntAppStartPage.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"
#include "compiler/schema/values/RefreshTokenPolicyType.h"

namespace ecac::inert_policy_value {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace plugin_fields = fields::ExtlClntAppConfigurablePolicies;

/// One finding for one cause, on the first of the elements; the fix removes them all.
static void report(RuleContext& ctx, CaseId rule_case, const std::vector<WrittenField>& inert,
                   std::string_view while_what, const Origin& because) {
  if (inert.empty()) return;
  const std::string_view name = ctx.schema().field(inert.front().fact->field).name;
  FindingBuilder finding = ctx.report(rule_case, inert.front().place(),
                                      fmt::format("`{}` has no effect {}", name, while_what));
  std::vector<FixOperation> operations;
  for (const WrittenField& field : inert) {
    for (FixOperation& operation : removal(ctx, field)) operations.push_back(std::move(operation));
    if (&field != &inert.front()) finding.label(field.place(), "nor has this");
  }
  finding.subject(name).fix("Remove what has no effect", Applicability::unsafe,
                            std::move(operations));
  if (because.kind == OriginKind::written) finding.label(because.place, "this decides");
}

static std::vector<WrittenField> written_of(RuleContext& ctx, const ResolvedApp& app,
                                            std::initializer_list<FieldId> fields) {
  std::vector<WrittenField> found;
  for (const FieldId field : fields) {
    if (const WrittenField here = written(ctx, app, field)) found.push_back(here);
  }
  return found;
}

static void check_assignments(RuleContext& ctx, const ResolvedApp& app) {
  if (!app.permitted_users.is(values::PermittedUsersPolicyType::AllSelfAuthorized)) return;
  report(ctx, cases::POL002_assignments,
         written_of(
             ctx, app,
             {policy_fields::commaSeparatedPermissionSet, policy_fields::commaSeparatedProfile}),
         "while `permittedUsersPolicyType` is `AllSelfAuthorized`", app.permitted_users.origin);
}

static void check_validity(RuleContext& ctx, const ResolvedApp& app) {
  if (!app.refresh.policy.is(values::RefreshTokenPolicyType::Infinite) &&
      !app.refresh.policy.is(values::RefreshTokenPolicyType::Zero)) {
    return;
  }
  // An org itself writes a period of 0 beside `Zero`.
  if (app.refresh.policy.is(values::RefreshTokenPolicyType::Zero) && app.refresh.period.is(0)) {
    return;
  }
  report(ctx, cases::POL002_validity,
         written_of(
             ctx, app,
             {policy_fields::refreshTokenValidityPeriod, policy_fields::refreshTokenValidityUnit}),
         fmt::format("while `refreshTokenPolicyType` is `{}`", *app.refresh.policy.value),
         app.refresh.policy.origin);
}

static void check_session(RuleContext& ctx, const ResolvedApp& app) {
  if (!app.jwt_access_tokens.is(true)) return;
  report(ctx, cases::POL002_session_timeout,
         written_of(ctx, app, {policy_fields::sessionTimeoutInMinutes}),
         "while access tokens are JWTs", app.jwt_access_tokens.origin);
}

static void check_start_url(RuleContext& ctx, const ResolvedApp& app) {
  if (!app.start_page.known() || app.start_page.is(values::ExtlClntAppStartPage::Custom)) return;
  report(ctx, cases::POL002_start_url, written_of(ctx, app, {plugin_fields::startUrl}),
         fmt::format("while `startPage` is `{}`", *app.start_page.value), app.start_page.origin);
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  check_assignments(ctx, *app);
  check_validity(ctx, *app);
  check_session(ctx, *app);
  check_start_url(ctx, *app);
}

extern const Rule rule{.id = rules::POL002, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::inert_policy_value
