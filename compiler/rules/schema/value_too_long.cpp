#include "compiler/diagnostics/cases/value_too_long.h"

#include <fmt/format.h>

#include "compiler/rules/shared/notes/value_findings.h"

namespace ecac::value_too_long {

static void check(RuleContext& ctx) {
  for_each_bad_value(ctx, [&](const JudgedValue& judged) {
    if (judged.note.fault != ValueFault::too_long) return;
    const FieldSchema& field = judged.field;
    // Where documents name a smaller limit than the column has, what lies between is disputed.
    const auto tolerated =
        static_cast<std::size_t>(field.tolerated.empty() ? 0 : field.tolerated.back());
    const std::size_t length = judged.note.number;
    const CaseId rule_case = length <= tolerated                      ? cases::SCH017_disputed
                             : field.limit_standing == Standing::norm ? cases::SCH017_norm
                             : field.limit_standing == Standing::unconfirmed
                                 ? cases::SCH017_reported
                                 : cases::SCH017_documented;
    const std::size_t limit = length > tolerated && tolerated != 0
                                  ? tolerated
                                  : static_cast<std::size_t>(field.max_length);
    ctx.report(
           rule_case, judged.fact.value,
           fmt::format("`{}` is {} characters long; the limit is {}", field.name, length, limit))
        .subject("length");
  });
}

extern const Rule rule{.id = rules::SCH017, .unit = UnitKind::file, .check = check};

}  // namespace ecac::value_too_long
