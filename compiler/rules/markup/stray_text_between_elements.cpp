#include "compiler/diagnostics/cases/stray_text_between_elements.h"

#include <fmt/format.h>

#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac::stray_text_between_elements {

static void check(RuleContext& ctx) {
  for (const StrayText& note : ctx.facts().notes().stray_texts) {
    FindingBuilder finding = ctx.report(
        cases::XML006_text, note.range,
        fmt::format("stray text between the elements of `{}`; it is ignored or refused, depending "
                    "on the parser",
                    name_of_parent(ctx, note.parent)));
    finding.subject("text");
    if (note.punctuation) {
      finding.fix("Remove it", Applicability::safe, ctx.set_text(ctx.file_id(), note.range, ""));
    }
  }
}

extern const Rule rule{.id = rules::XML006, .unit = UnitKind::file, .check = check};

}  // namespace ecac::stray_text_between_elements
