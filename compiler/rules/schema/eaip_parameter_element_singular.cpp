#include "compiler/diagnostics/cases/eaip_parameter_element_singular.h"

#include <fmt/format.h>

#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/rules/shared/notes/unknown_elements.h"

namespace ecac::eaip_parameter_element_singular {

static void check(RuleContext& ctx) {
  for (const UnknownElement& note : ctx.facts().notes().unknown_elements) {
    if (!is_guide_sample_word(note)) continue;
    FindingBuilder finding = ctx.report(
        unless_newer(ctx, cases::SCH012_singular, cases::SCH001_newer_api), note.name_range,
        fmt::format("the element is called `{}`; `{}` stands only in a sample of the guide",
                    note.word->means, note.name));
    finding.subject(note.name);
    if (!note.word->hint.empty()) finding.note(std::string(note.word->hint));
    offer_meaning(ctx, finding, note);
  }
}

extern const Rule rule{.id = rules::SCH012, .unit = UnitKind::file, .check = check};

}  // namespace ecac::eaip_parameter_element_singular
