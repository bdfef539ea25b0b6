#include "compiler/diagnostics/cases/duplicate_scalar_element.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac::duplicate_scalar_element {

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const RepeatedField& note : facts.notes().repeated) {
    const FieldFact& first = facts.fields()[note.first];
    const FieldFact& again = facts.fields()[note.again];
    const FieldSchema& field = ctx.schema().field(again.field);
    std::string values;
    if (field.kind != FieldKind::complex && !note.identical && !field.secret) {
      values = fmt::format(": `{}` and `{}`", shown(facts.text(first)), shown(facts.text(again)));
    }
    FindingBuilder finding = ctx.report(
        note.identical ? cases::XML004_identical : cases::XML004_different, note.name_range,
        fmt::format("`{}` stands twice in `{}`, which takes it once{}", field.name,
                    name_of_parent(ctx, again.parent), values));
    finding.subject(fmt::format("{} {}", field.name, note.count));
    finding.label({ctx.file_id(), first.start_tag()}, "the first one");
    if (note.identical && facts.editable()) {
      finding.fix("Remove the second one", Applicability::safe,
                  {RemoveElement{{ctx.file_id(), again.element}}});
    }
  }
}

extern const Rule rule{.id = rules::XML004, .unit = UnitKind::file, .check = check};

}  // namespace ecac::duplicate_scalar_element
