#include "compiler/diagnostics/cases/repeated_elements_not_contiguous.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::repeated_elements_not_contiguous {

static void check(RuleContext& ctx) {
  for (const SeparatedElement& note : ctx.facts().notes().separated) {
    const std::string_view name = ctx.schema().field(note.field).name;
    FindingBuilder finding =
        ctx.report(cases::XML005_separated, note.name_range,
                   fmt::format("`{}` elements must stand together; something separates this one "
                               "from those before it",
                               name));
    finding.subject(fmt::format("{} {}", name, note.count));
    finding.label({ctx.file_id(), note.name_before}, "the one before it");
    finding.note("the org answers that the element is duplicated at this location");
    if (!ctx.facts().editable()) continue;
    finding.fix("Move it to the others", Applicability::safe,
                {MoveElements{{ctx.file_id(), note.run},
                              ElementPosition::behind({ctx.file_id(), note.behind})}});
  }
}

extern const Rule rule{.id = rules::XML005, .unit = UnitKind::file, .check = check};

}  // namespace ecac::repeated_elements_not_contiguous
