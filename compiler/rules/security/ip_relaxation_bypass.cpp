#include "compiler/diagnostics/cases/ip_relaxation_bypass.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/IpRelaxationPolicyType.h"

namespace ecac::ip_relaxation_bypass {

static void check(RuleContext& ctx) {
  const FieldId field = fields::ExtlClntAppOauthConfigurablePolicies::ipRelaxationPolicyType;
  const WrittenField policy = written(ctx, field);
  if (!policy) return;
  const EnumSchema* values = ctx.schema().field(field).values;
  const EnumValue* value = values == nullptr ? nullptr : values->find_ignoring_case(policy.text);
  if (value == nullptr) return;
  if (value->name == values::IpRelaxationPolicyType::Bypass ||
      value->name == values::IpRelaxationPolicyType::Bypass_2factor) {
    ctx.report(cases::SEC005_bypass, policy.fact->value,
               fmt::format("IP restrictions are bypassed: `{}` is `{}`; expected `Enforce`",
                           ctx.schema().field(field).name, policy.text))
        .subject(value->name);
  } else if (value->name == values::IpRelaxationPolicyType::Enforce_relaxrefresh) {
    ctx.report(cases::SEC005_refresh_relaxed, policy.fact->value,
               fmt::format("IP restrictions do not bind refresh tokens: `{}` is `{}`",
                           ctx.schema().field(field).name, policy.text))
        .subject(value->name);
  }
}

extern const Rule rule{.id = rules::SEC005,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthConfigurablePolicies},
                       .check = check};

}  // namespace ecac::ip_relaxation_bypass
