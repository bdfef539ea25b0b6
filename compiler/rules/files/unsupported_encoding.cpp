#include "compiler/diagnostics/cases/unsupported_encoding.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::unsupported_encoding {

static void check(RuleContext& ctx) {
  const auto& unread = ctx.facts().notes().unread;
  if (!unread) return;
  if (unread->reason == UnreadReason::declared_encoding) {
    ctx.report(cases::PRJ002_declared, unread->range,
               fmt::format("encoding `{}` is not read; metadata is UTF-8", unread->words))
        .subject(unread->words);
  } else if (unread->reason == UnreadReason::unmarked_encoding) {
    ctx.report(cases::PRJ002_unmarked, unread->range,
               fmt::format("this looks like {}; metadata is UTF-8", unread->words))
        .subject(unread->words);
  }
}

extern const Rule rule{.id = rules::PRJ002, .unit = UnitKind::file, .check = check};

}  // namespace ecac::unsupported_encoding
