#include "compiler/diagnostics/cases/internal_error.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::internal_error {

/// A failure in reading a file. That of a rule is reported where rules are run.
static void check(RuleContext& ctx) {
  const auto& unread = ctx.facts().notes().unread;
  if (!unread || unread->reason != UnreadReason::internal_error) return;
  ctx.report(cases::PRJ005_file, TextRange{}, fmt::format("internal error: {}", unread->words));
}

extern const Rule rule{
    .id = rules::PRJ005, .unit = UnitKind::file, .check = check, .misnamed = true};

}  // namespace ecac::internal_error
