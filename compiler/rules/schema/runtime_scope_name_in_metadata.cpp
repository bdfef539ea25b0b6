#include "compiler/diagnostics/cases/runtime_scope_name_in_metadata.h"

#include <fmt/format.h>

#include "compiler/rules/shared/notes/value_findings.h"

namespace ecac::runtime_scope_name_in_metadata {

static void check(RuleContext& ctx) {
  for_each_bad_value(ctx, [&](const JudgedValue& judged) {
    if (judged.note.fault != ValueFault::runtime_scope) return;
    const std::string_view token = judged.field.values->find_runtime(judged.written)->name;
    FindingBuilder finding =
        ctx.report(cases::SCH008_runtime_name, judged.place,
                   fmt::format("`{}` is the scope's name at run time; metadata calls it `{}`",
                               judged.written, token));
    finding.caret(fmt::format("write `{}`", token));
    finding.subject(judged.written);
    offer_value(ctx, finding, judged.place, token);
  });
}

extern const Rule rule{.id = rules::SCH008, .unit = UnitKind::file, .check = check};

}  // namespace ecac::runtime_scope_name_in_metadata
