#include "compiler/diagnostics/cases/external_credential_unresolved.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/shared/reference_findings.h"

namespace ecac::external_credential_unresolved {

/// Of what reaches another server with the help of these, and of trusted keys.
constexpr std::array kOtherFields = {
    fields::ExternalDataSource::authProvider,
    fields::ExternalDataSource::certificate,
    fields::ExternalDataSource::namedCredential,
    fields::PublicKeyCertificateSet::publicKeyCertificateSetKeys_publicKeyCertificate,
};

static bool is_other(FieldId field) {
  return std::find(kOtherFields.begin(), kOtherFields.end(), field) != kOtherFields.end();
}

/// What users quote of credentials; of what else names one nobody has told.
static std::string answer_of_deploy(bool other, std::string_view field, std::string_view type,
                                    std::string_view name) {
  if (other) return "nothing is reached through it";
  return fmt::format("the deploy is reported to answer `In field: {} - no {} named {} found`",
                     field, type, name);
}

constexpr ReferenceCases kCases = {cases::CRD003_case, cases::CRD003_near_miss,
                                   cases::CRD003_unresolved};
constexpr ReferenceCases kOtherCases = {cases::CRD003_case, cases::CRD003_near_miss,
                                        cases::CRD003_other_holder};

static void check_use(RuleContext& ctx, std::size_t index) {
  const std::optional<ReferenceAnswer> answer = unmet(ctx, index);
  if (!answer) return;
  const NameUse& use = ctx.facts().uses()[index];
  const std::string_view name = ctx.facts().name(use);
  const std::string_view field = ctx.schema().field(use.field).name;
  const std::string_view type = ctx.schema().type(use.type).name;
  const bool other = is_other(use.field);
  const ReferenceCases& unmet_cases = other ? kOtherCases : kCases;
  if (answer->state == ReferenceState::other_case) {
    report_unmet(ctx, unmet_cases, index, *answer,
                 fmt::format("`{}` names `{}`, but the `{}` is called `{}`; not every part of the "
                             "platform overlooks letter case",
                             field, name, type, answer->suggestion));
  } else if (answer->state == ReferenceState::near_miss) {
    report_unmet(ctx, unmet_cases, index, *answer,
                 fmt::format("`{}` names `{}`, which is no `{}` of this project; `{}` is", field,
                             name, type, answer->suggestion))
        .note(answer_of_deploy(other, field, type, name));
  } else {
    report_unmet(
        ctx, unmet_cases, index, *answer,
        fmt::format("`{}` names `{}`, which is no `{}` of this project; unless the org has it, {}",
                    field, name, type, answer_of_deploy(other, field, type, name)));
  }
}

static void check(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (is_other(uses[i].field) || is_link_of_chain(ctx, uses[i].field)) check_use(ctx, i);
  }
}

extern const Rule rule{
    .id = rules::CRD003,
    .unit = UnitKind::file,
    .types = {types::NamedCredential, types::ExternalCredential, types::ExternalServiceRegistration,
              types::ExternalDataSource, types::PublicKeyCertificateSet},
    .check = check};

}  // namespace ecac::external_credential_unresolved
