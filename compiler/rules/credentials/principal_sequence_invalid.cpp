#include "compiler/diagnostics/cases/principal_sequence_invalid.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"

namespace ecac::principal_sequence_invalid {

constexpr std::string_view kNumber = "sequenceNumber";

static bool is_principal(const Parameter& parameter) {
  return parameter.type.ends_with("Principal");
}

/// A number that is absent, not one that a placeholder hides.
static bool has_no_sequence(const CredentialParameters& file, const Parameter& parameter) {
  const FieldFact* fact = file.sequence_fact(parameter);
  return (fact == nullptr || fact->state == ValueState::empty) && !parameter.fact->mended;
}

static long long next_free(const CredentialParameters& file) {
  long long last = 0;
  for (const Parameter& parameter : file.all()) {
    if (is_principal(parameter)) last = std::max(last, parameter.sequence.value.value_or(0));
  }
  return last + 1;
}

/// A name that the deploy fills in is not known.
static std::string one_named(const Parameter& principal, std::string_view kind) {
  if (!principal.name.value) return fmt::format("a {} of an unknown name", kind);
  return fmt::format("{} `{}`", kind, *principal.name.value);
}

static void report_shared(RuleContext& ctx, const CredentialParameters& file,
                          const Parameter& first, const Parameter& second, long long free) {
  const FieldFact* fact = file.sequence_fact(second);
  FindingBuilder finding =
      ctx.report(cases::CRD015_shared, fact->value,
                 fmt::format("{} and {} share sequence number {}; nothing says which of them a "
                             "user gets who has both",
                             one_named(first, "principal"), one_named(second, "principal"),
                             *second.sequence.value));
  finding.subject(second.name.value.value_or(""))
      .label(file.place(file.sequence_range(first)), "the first one")
      .fix(fmt::format("Give it number {}", free), Applicability::unsafe,
           ctx.set_text(file.file(), fact->value, std::to_string(free)));
}

static void check(RuleContext& ctx) {
  const CredentialParameters file(ctx);
  const long long free = next_free(file);
  std::map<long long, const Parameter*> by_number;
  for (const Parameter& parameter : file.all()) {
    if (is_principal(parameter)) {
      if (parameter.sequence.value) {
        const Parameter& first =
            *by_number.try_emplace(*parameter.sequence.value, &parameter).first->second;
        // A principal that stands twice is reported as that.
        const bool twice = first.name.known() && first.name.value == parameter.name.value;
        if (&first != &parameter && !twice) report_shared(ctx, file, first, parameter, free);
      } else if (parameter.type == values::ExternalCredentialParamType::NamedPrincipal &&
                 has_no_sequence(file, parameter)) {
        const std::string number = std::to_string(free);
        FindingBuilder finding =
            ctx.report(cases::CRD015_missing, file.place(file.name_range(parameter)),
                       fmt::format("{} has no `sequenceNumber`, which ranks the principals that a "
                                   "user has",
                                   one_named(parameter, "named principal")));
        finding.subject(parameter.name.value.value_or(""));
        if (file.sequence_fact(parameter) == nullptr) {
          finding.fix(fmt::format("Insert `<{0}>{1}</{0}>`", kNumber, number),
                      Applicability::unsafe,
                      file.add_to(parameter, {.name = std::string(kNumber), .value = number}));
        }
      }
    } else if (parameter.sequence.value &&
               parameter.type != values::ExternalCredentialParamType::AuthHeader) {
      ctx.report(cases::CRD015_unused, file.place(file.sequence_range(parameter)),
                 fmt::format("`sequenceNumber` orders principals and headers; on a parameter of "
                             "type `{}` it orders nothing",
                             parameter.type))
          .subject(parameter.type);
    }
  }
}

extern const Rule rule{.id = rules::CRD015,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::principal_sequence_invalid
