#include "compiler/diagnostics/cases/typographic_quotes_in_markup.h"

#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac::typographic_quotes_in_markup {

static void check(RuleContext& ctx) {
  for (const MarkupBreak& note : ctx.facts().notes().breaks) {
    if (is_curly_quote(note.broken.kind)) report_break(ctx, cases::XML002_quote, note);
  }
}

extern const Rule rule{.id = rules::XML002, .unit = UnitKind::file, .check = check};

}  // namespace ecac::typographic_quotes_in_markup
