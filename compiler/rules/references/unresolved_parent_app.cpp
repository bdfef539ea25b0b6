#include "compiler/diagnostics/cases/unresolved_parent_app.h"

#include <fmt/format.h>

#include "compiler/rules/shared/reference_findings.h"

namespace ecac::unresolved_parent_app {

constexpr std::string_view kAnswer =
    "the deploy is reported to end in `INVALID_CROSS_REFERENCE_KEY`";

constexpr ReferenceCases kCases = {cases::REF001_case, cases::REF001_near_miss,
                                   cases::REF001_unresolved};

static std::string message_of(const ReferenceAnswer& answer, std::string_view app) {
  if (answer.state == ReferenceState::other_case) {
    return fmt::format("the external client app is called `{}`, not `{}`; letter case counts",
                       answer.suggestion, app);
  }
  if (answer.state == ReferenceState::near_miss) {
    return fmt::format("no external client app is called `{}`, but one is called `{}`; {}", app,
                       answer.suggestion, kAnswer);
  }
  return fmt::format(
      "no external client app of this project is called `{}`; unless it is in the "
      "org already, {}",
      app, kAnswer);
}

static void check_use(RuleContext& ctx, std::size_t index) {
  const std::optional<ReferenceAnswer> answer = unmet(ctx, index);
  if (!answer) return;
  const std::string_view app = ctx.facts().name(ctx.facts().uses()[index]);
  report_unmet(ctx, kCases, index, *answer, message_of(*answer, app));
}

static void check(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].type != types::ExternalClientApplication) continue;
    if (is_bundle_member(ctx.schema().type(ctx.file().type))) check_use(ctx, i);
  }
}

extern const Rule rule{.id = rules::REF001, .unit = UnitKind::file, .check = check};

}  // namespace ecac::unresolved_parent_app
