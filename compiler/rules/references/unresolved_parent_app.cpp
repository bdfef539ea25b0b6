#include <fmt/format.h>

#include "compiler/resolve/component_name.h"
#include "compiler/rules/reference_findings.h"

namespace ecac::unresolved_parent_app {

constexpr std::string_view kAnswer =
    "the deploy is reported to end in `INVALID_CROSS_REFERENCE_KEY`";

static void check_use(RuleContext& ctx, std::size_t index) {
  const NameUse& use = ctx.facts().uses()[index];
  const std::string_view app = ctx.facts().name(use);
  const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), index);
  switch (answer.state) {
    case ReferenceState::found:
    case ReferenceState::elsewhere:
    case ReferenceState::unknown: return;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::outside: break;
  }
  if (!impossible_name(ctx.schema(), use, app).empty()) return;
  if (answer.state == ReferenceState::other_case) {
    FindingBuilder finding = ctx.report(
        cases::REF001_case, use.range,
        fmt::format("the external client app is called `{}`, not `{}`; letter case counts",
                    answer.suggestion, app));
    finding.subject(app);
    offer_name(ctx, finding, use, answer.suggestion, Applicability::safe);
  } else if (answer.state == ReferenceState::near_miss) {
    FindingBuilder finding =
        ctx.report(cases::REF001_near_miss, use.range,
                   fmt::format("no external client app is called `{}`, but one is called `{}`; {}",
                               app, answer.suggestion, kAnswer));
    finding.subject(app);
    offer_name(ctx, finding, use, answer.suggestion, Applicability::unsafe);
  } else {
    FindingBuilder finding = ctx.report(
        cases::REF001_unresolved, use.range,
        fmt::format("no external client app of this project is called `{}`; unless it is in the "
                    "org already, {}",
                    app, kAnswer));
    finding.subject(app);
    help_to_define(finding, ctx.schema().type(use.type), app);
  }
}

static void check(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].type != types::ExternalClientApplication) continue;
    if (is_bundle_member(ctx.schema().type(ctx.file().type))) check_use(ctx, i);
  }
}

extern const Rule rule{.code = "REF001", .unit = UnitKind::file, .check = check};

}  // namespace ecac::unresolved_parent_app
