#include "compiler/diagnostics/cases/custom_parameter_reserved_or_duplicated.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/credential/credential_requests.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/support/edit_distance.h"

namespace ecac::custom_parameter_reserved_or_duplicated {

static bool is_custom(std::string_view type) {
  return type.find("Request") != std::string_view::npos;
}
static bool is_header(std::string_view type) {
  return type.ends_with(values::ExtlIdentityProviderParmType::HttpHeader);
}

/// Header names have no letter case.
static bool same_parameter(const Parameter& a, const Parameter& b) {
  if (a.type != b.type || !a.name.known() || !b.name.known()) return false;
  return is_header(a.type) ? equal_ignoring_case(*a.name.value, *b.name.value)
                           : *a.name.value == *b.name.value;
}

static void report_again(RuleContext& ctx, const CredentialParameters& file, const Parameter& first,
                         const Parameter& second) {
  const std::string_view name = *second.name.value;
  const bool may_repeat = name == "resource" && !is_header(second.type);
  const bool same_value = first.value.known() && first.value.value == second.value.value;
  FindingBuilder finding =
      ctx.report(may_repeat && !same_value ? cases::CRD027_resource : cases::CRD027_duplicate,
                 file.place(file.name_range(second)),
                 fmt::format("`{}` is sent twice: a second `{}` has the name", name, second.type));
  finding.subject(name).label(file.place(file.name_range(first)), "the first one");
  if (may_repeat) {
    finding.note(
        "a request may name several resources (RFC 8707); whether the platform sends both is not "
        "documented");
  }
  if (same_value) {
    finding.fix("Remove the second one", Applicability::safe,
                ctx.remove(ctx.file_id(), second.fact->element));
  }
}

static void check(RuleContext& ctx) {
  const CredentialParameters file(ctx);
  const auto all = file.all();
  for (const Parameter& parameter : all) {
    if (!is_custom(parameter.type) || !parameter.name.known()) continue;
    const auto first = std::find_if(all.begin(), all.end(), [&](const Parameter& other) {
      return same_parameter(other, parameter);
    });
    if (&*first != &parameter) {
      report_again(ctx, file, *first, parameter);
      continue;
    }
    const std::string_view name = *parameter.name.value;
    if (is_header(parameter.type)) continue;
    if (!is_sent_by_platform(ctx.schema(), name)) continue;
    ctx.report(cases::CRD027_reserved, file.place(file.name_range(parameter)),
               fmt::format("the platform puts `{}` into its requests itself; with this `{}` it "
                           "would be sent twice",
                           name, parameter.type))
        .subject(name);
  }
}

extern const Rule rule{.id = rules::CRD027,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::custom_parameter_reserved_or_duplicated
