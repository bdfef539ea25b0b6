#include "compiler/diagnostics/cases/limit_exceeded.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::limit_exceeded {

static std::string too_many(std::string_view things) {
  return fmt::format("the file holds more than a million {}; it was not judged", things);
}

static void report_unread(RuleContext& ctx, const UnreadFile& unread) {
  switch (unread.reason) {
    case UnreadReason::too_large:
      ctx.report(cases::PRJ003_size, TextRange{},
                 fmt::format("the file is larger than {} MB and was not read", unread.limit >> 20));
      return;
    case UnreadReason::too_deep:
      ctx.report(cases::PRJ003_depth, TextRange{},
                 fmt::format("elements are nested more than {} deep; the file was not judged",
                             unread.limit));
      return;
    case UnreadReason::too_many_elements:
      ctx.report(cases::PRJ003_elements, TextRange{}, too_many("elements"));
      return;
    case UnreadReason::too_many_attributes:
      ctx.report(cases::PRJ003_elements, TextRange{}, too_many("attributes"));
      return;
    case UnreadReason::too_many_pieces:
      ctx.report(cases::PRJ003_elements, TextRange{}, too_many("pieces of text"));
      return;
    case UnreadReason::too_many_breaks:
      ctx.report(cases::PRJ003_elements, TextRange{}, too_many("breaks"));
      return;
    default: return;  // of other rules
  }
}

static void check(RuleContext& ctx) {
  const FileNotes& notes = ctx.facts().notes();
  if (notes.unread) report_unread(ctx, *notes.unread);
  if (notes.omitted_breaks == 0) return;
  ctx.report(cases::PRJ003_breaks, notes.text_end,
             fmt::format("{} more breaks of this file are not shown", notes.omitted_breaks))
      .subject("breaks");
}

extern const Rule rule{.id = rules::PRJ003, .unit = UnitKind::file, .check = check};

}  // namespace ecac::limit_exceeded
