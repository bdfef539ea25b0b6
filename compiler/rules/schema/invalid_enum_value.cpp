#include "compiler/diagnostics/cases/invalid_enum_value.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/rules/shared/notes/markup_findings.h"
#include "compiler/rules/shared/notes/value_findings.h"

namespace ecac::invalid_enum_value {

/// The values of the list that fit the field: two types share the protocols, and one refuses some.
static EnumSchema values_of(const FieldSchema& field) {
  EnumSchema values = *field.values;
  if (field.id == fields::ExternalCredential::authenticationProtocol) {
    std::erase_if(values.values,
                  [](const EnumValue& value) { return is_unsupported_protocol(value.name); });
  }
  return values;
}

static void report_value(RuleContext& ctx, const JudgedValue& judged) {
  const EnumSchema values = values_of(judged.field);
  FindingBuilder finding = ctx.report(
      unless_newer(ctx, cases::SCH004_unknown, cases::SCH004_newer_api), judged.place,
      judged.written.empty()
          ? fmt::format("`{}` is empty; {}", judged.field.name,
                        expected_values(values, ctx.schema().type(ctx.file().type).name))
          : fmt::format("`{}` is not a value of `{}`; {}", shown(judged.written), judged.field.name,
                        expected_values(values, ctx.schema().type(ctx.file().type).name)));
  finding.subject(judged.written);
  propose(ctx, finding, judged.place, meant_value(values, judged.written));
}

static void check(RuleContext& ctx) {
  for_each_bad_value(ctx, [&](const JudgedValue& judged) {
    if (judged.note.fault == ValueFault::not_listed && !judged.field.values->has_runtime_names()) {
      report_value(ctx, judged);
    }
  });
}

extern const Rule rule{.id = rules::SCH004, .unit = UnitKind::file, .check = check};

}  // namespace ecac::invalid_enum_value
