#include "compiler/diagnostics/cases/invalid_scalar.h"

#include <fmt/format.h>

#include <cstdint>
#include <limits>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/notes/value_findings.h"
#include "compiler/support/edit_distance.h"

namespace ecac::invalid_scalar {

/// "10, 15 or 20", "1 to 9", "a positive number".
static std::string domain_of(const FieldSchema& field) {
  if (!field.allowed.empty()) {
    std::vector<std::string> numbers;
    for (const auto& allowed : field.allowed) numbers.push_back(std::to_string(allowed.value));
    const std::vector<std::string_view> views(numbers.begin(), numbers.end());
    return list_of_names(views, "or");
  }
  if (field.min && field.max) return fmt::format("{} to {}", *field.min, *field.max);
  if (field.min) {
    return *field.min == 1 ? "a positive number" : fmt::format("{} or more", *field.min);
  }
  return fmt::format("at most {}", *field.max);
}

static FindingBuilder report(RuleContext& ctx, CaseId rule_case, const JudgedValue& judged,
                             std::string_view expected) {
  FindingBuilder finding = ctx.report(
      rule_case, judged.fact.value,
      fmt::format("`{}` is `{}`; expected {}", judged.field.name, shown(judged.value), expected));
  if (!judged.field.secret) finding.subject(judged.value);
  return finding;
}

static void report_empty(RuleContext& ctx, const JudgedValue& judged) {
  const FieldSchema& field = judged.field;
  ctx.report(
         cases::SCH006_empty, judged.fact.element,
         field.kind == FieldKind::enumeration && field.values != nullptr
             ? fmt::format("`{}` is empty; {}", field.name,
                           expected_values(*field.values, ctx.schema().type(ctx.file().type).name))
             : fmt::format("`{}` is empty", field.name))
      .subject(field.name);
}

static void report_boolean(RuleContext& ctx, const JudgedValue& judged) {
  FindingBuilder finding = report(ctx, cases::SCH006_boolean, judged, "`true` or `false`");
  for (const std::string_view word : {std::string_view("true"), std::string_view("false")}) {
    if (equal_ignoring_case(judged.value, word)) {
      offer_value(ctx, finding, judged.fact.value, word);
    }
  }
}

static void report_range(RuleContext& ctx, const JudgedValue& judged) {
  const FieldSchema& field = judged.field;
  const bool only_positive =
      field.kind == FieldKind::integer && field.min == 1 && !field.max && field.allowed.empty();
  const bool unconfirmed = field.limit_standing == Standing::unconfirmed;
  report(ctx,
         only_positive ? cases::SCH006_not_positive
         : unconfirmed ? cases::SCH006_unconfirmed_range
                       : cases::SCH006_range,
         judged, domain_of(field));
}

static void report_fault(RuleContext& ctx, const JudgedValue& judged) {
  using Limits = std::numeric_limits<std::int32_t>;
  switch (judged.note.fault) {
    case ValueFault::empty: report_empty(ctx, judged); return;
    case ValueFault::not_boolean: report_boolean(ctx, judged); return;
    case ValueFault::not_whole:
      report(ctx, cases::SCH006_integer, judged, "a whole number");
      return;
    case ValueFault::beyond_32_bits:
      report(ctx, cases::SCH006_integer, judged,
             fmt::format("a number from {} to {}", Limits::min(), Limits::max()));
      return;
    case ValueFault::not_a_number: report(ctx, cases::SCH006_integer, judged, "a number"); return;
    case ValueFault::not_a_date:
      report(ctx, cases::SCH006_date, judged, "a date such as `2027-01-31` or a date and time");
      return;
    case ValueFault::no_email:
      report(ctx, cases::SCH006_email, judged, "an e-mail address");
      return;
    case ValueFault::other_form:
      report(ctx, cases::SCH006_pattern, judged,
             fmt::format("text of the form `{}`", judged.field.pattern));
      return;
    case ValueFault::out_of_range: report_range(ctx, judged); return;
    case ValueFault::tolerated:
      report(ctx, cases::SCH006_tolerated, judged, domain_of(judged.field))
          .note("a sample of the guide and files that orgs wrote carry it, so it deploys");
      return;
    default: return;  // of other rules
  }
}

static void check(RuleContext& ctx) {
  for_each_bad_value(ctx, [&](const JudgedValue& judged) { report_fault(ctx, judged); });
}

extern const Rule rule{.id = rules::SCH006, .unit = UnitKind::file, .check = check};

}  // namespace ecac::invalid_scalar
