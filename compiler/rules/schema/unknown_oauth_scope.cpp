#include "compiler/diagnostics/cases/unknown_oauth_scope.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/notes/markup_findings.h"
#include "compiler/rules/shared/notes/value_findings.h"

namespace ecac::unknown_oauth_scope {

static void report_unknown(RuleContext& ctx, const JudgedValue& judged) {
  const MeantValue meant = meant_value(*judged.field.values, judged.written);
  FindingBuilder finding = ctx.report(
      unless_newer(ctx, cases::SCH007_unknown, cases::SCH007_newer_api), judged.place,
      fmt::format("`{}` is not an OAuth scope token{}", shown(judged.written),
                  meant.name.empty()
                      ? fmt::format("; `ecac explain {}` lists them", rule_of(rules::SCH007).code)
                      : fmt::format("; did you mean `{}`?", meant.name)));
  finding.subject(judged.written);
  finding.note("the org answers \"There's a problem with your scope(s)\" and refuses the deploy");
  propose(ctx, finding, judged.place, meant);
}

static void check(RuleContext& ctx) {
  for_each_bad_value(ctx, [&](const JudgedValue& judged) {
    if (judged.note.fault == ValueFault::unconfirmed_scope) {
      ctx.report(cases::SCH007_unconfirmed, judged.place,
                 fmt::format("scope `{}` is only known from connected apps; an org may refuse it "
                             "here",
                             judged.written))
          .subject(judged.written);
    } else if (judged.note.fault == ValueFault::not_listed &&
               judged.field.values->has_runtime_names()) {
      report_unknown(ctx, judged);
    }
  });
}

extern const Rule rule{.id = rules::SCH007, .unit = UnitKind::file, .check = check};

}  // namespace ecac::unknown_oauth_scope
