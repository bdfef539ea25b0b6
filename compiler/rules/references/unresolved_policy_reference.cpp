#include "compiler/diagnostics/cases/unresolved_policy_reference.h"

#include <fmt/format.h>

#include "compiler/rules/shared/reference_findings.h"

namespace ecac::unresolved_policy_reference {

/// Classes can be looked up only where classes are; `Outer.Inner` and `ns.Class` are no file names.
static bool can_be_looked_up(RuleContext& ctx, const NameUse& use, std::string_view name) {
  if (use.type != types::ApexClass) return true;
  return name.find('.') == std::string_view::npos && ctx.has_any(types::ApexClass);
}

static std::string kinds(const SchemaSet& schema, const FieldSchema& field) {
  if (field.reference_also.empty())
    return fmt::format("`{}`", schema.type(field.reference_type).name);
  return fmt::format("`{}` or `{}`", field.reference, field.reference_also);
}

constexpr ReferenceCases kCases = {cases::REF004_case, cases::REF004_near_miss,
                                   cases::REF004_unresolved};

static void check_use(RuleContext& ctx, std::size_t index) {
  const NameUse& use = ctx.facts().uses()[index];
  const std::string_view name = ctx.facts().name(use);
  if (!can_be_looked_up(ctx, use, name)) return;
  const std::optional<ReferenceAnswer> answer = unmet(ctx, index);
  if (!answer) return;
  const FieldSchema& field = ctx.schema().field(use.field);
  const std::string kind = kinds(ctx.schema(), field);
  std::string message =
      answer->state == ReferenceState::other_case
          ? fmt::format(
                "`{}` names `{}`, but the {} is called `{}`; not every part of the platform "
                "overlooks letter case",
                field.name, name, kind, answer->suggestion)
          : fmt::format("`{}` names `{}`, which is no {} of this project", field.name, name, kind);
  if (answer->state == ReferenceState::near_miss) {
    message += fmt::format("; `{}` is", answer->suggestion);
  }
  report_unmet(ctx, kCases, index, *answer, std::move(message));
}

static void check(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (is_policy_reference(uses[i].field)) check_use(ctx, i);
  }
}

extern const Rule rule{
    .id = rules::REF004,
    .unit = UnitKind::file,
    .types = {types::AuthProvider, types::ExtlClntAppCanvasSettings,
              types::ExtlClntAppOauthConfigurablePolicies, types::ExtlClntAppOauthSettings,
              types::ExtlClntAppSamlConfigurablePolicies, types::Network},
    .check = check};

}  // namespace ecac::unresolved_policy_reference
