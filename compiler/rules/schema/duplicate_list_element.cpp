#include "compiler/diagnostics/cases/duplicate_list_element.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/model/keyed_elements.h"
#include "compiler/rules/engine/rule.h"

namespace ecac::duplicate_list_element {

static void report(RuleContext& ctx, const RepeatedElement& found) {
  const std::string_view list = ctx.schema().field(found.again->field).name;
  const std::string_view name = ctx.facts().text(*found.key_of_again);
  const std::string what = fmt::format("`{}` stands twice in `{}`: another element has the same {}",
                                       shown(name), list, list_of_names(found.key));
  FindingBuilder finding =
      found.same
          ? ctx.report(cases::SCH018_copy, found.key_of_again->value,
                       fmt::format("{}, and says the same", what))
          : ctx.report(
                cases::SCH018_different, found.key_of_again->value,
                fmt::format("{} and says something else; which of them counts is open", what));
  finding.subject(name).label({ctx.file_id(), found.key_of_first->value}, "the first one");
  if (found.identical) {
    finding.fix("Remove the repeated element", Applicability::safe,
                ctx.remove(ctx.file_id(), found.again->element));
  }
}

static void check(RuleContext& ctx) {
  for (const RepeatedElement& found : repeated_elements(ctx.schema(), ctx.facts())) {
    // Where a document demands that keys are unique, custom-attributes-invalid says so.
    if (!ctx.schema().field(found.again->field).unique_key) report(ctx, found);
  }
}

extern const Rule rule{.id = rules::SCH018, .unit = UnitKind::file, .check = check};

}  // namespace ecac::duplicate_list_element
