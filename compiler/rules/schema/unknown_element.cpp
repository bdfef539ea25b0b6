#include "compiler/diagnostics/cases/unknown_element.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/notes/unknown_elements.h"

namespace ecac::unknown_element {

static void report_nested(RuleContext& ctx, const UnknownElement& note) {
  const FieldFact& holder = ctx.facts().fields()[note.parent];
  ctx.report(unless_newer(ctx, cases::SCH001_nested, cases::SCH001_newer_api), note.name_range,
             fmt::format("`{}` holds a plain value; it cannot contain an element `{}`",
                         ctx.schema().field(holder.field).name, shown(note.name)))
      .subject(note.name);
}

static void report_unknown(RuleContext& ctx, const UnknownElement& note) {
  const std::string_view meant = meaning_of(ctx, note);
  FindingBuilder finding =
      ctx.report(unless_newer(ctx, cases::SCH001_unknown, cases::SCH001_newer_api), note.name_range,
                 fmt::format("`{}` is not a field of `{}`{}", shown(note.name),
                             name_of_parent(ctx, note.parent),
                             meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant)));
  finding.subject(note.name);
  if (note.word != nullptr && !note.word->hint.empty()) finding.note(std::string(note.word->hint));
  if (!meant.empty()) finding.caret(fmt::format("did you mean `{}`?", meant));
  offer_meaning(ctx, finding, note);
}

static void check(RuleContext& ctx) {
  for (const UnknownElement& note : ctx.facts().notes().unknown_elements) {
    if (note.in_leaf) {
      report_nested(ctx, note);
    } else if (!has_rule_of_its_own(note)) {
      report_unknown(ctx, note);
    }
  }
}

extern const Rule rule{.id = rules::SCH001, .unit = UnitKind::file, .check = check};

}  // namespace ecac::unknown_element
