#include "compiler/diagnostics/cases/external_credential_unresolved.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/rules/shared/reference_findings.h"
#include "compiler/schema/values/NamedCredentialType.h"

namespace ecac::external_credential_unresolved {

constexpr std::array kParameterFields = {
    fields::ExternalCredential::externalCredentialParameters_authProvider,
    fields::ExternalCredential::externalCredentialParameters_certificate,
    fields::ExternalCredential::externalCredentialParameters_externalAuthIdentityProvider,
    fields::NamedCredential::namedCredentialParameters_certificate,
    fields::NamedCredential::namedCredentialParameters_externalCredential,
    fields::NamedCredential::namedCredentialParameters_outboundNetworkConnection,
};

/// Of a `Legacy` named credential. On another one they are wrong altogether.
constexpr std::array kLegacyFields = {
    fields::NamedCredential::authProvider,
    fields::NamedCredential::certificate,
    fields::NamedCredential::jwtSigningCertificate,
    fields::NamedCredential::outboundNetworkConnection,
};

/// Of what reaches another server with the help of these, and of trusted keys.
constexpr std::array kOtherFields = {
    fields::ExternalDataSource::authProvider,
    fields::ExternalDataSource::certificate,
    fields::ExternalDataSource::namedCredential,
    fields::PublicKeyCertificateSet::publicKeyCertificateSetKeys_publicKeyCertificate,
};

/// A registration names its credential twice; the reference is what counts.
static bool is_judged_registration(const RuleContext& ctx, FieldId field) {
  namespace ids = fields::ExternalServiceRegistration;
  if (field == ids::namedCredentialReference) return true;
  return field == ids::namedCredential &&
         ctx.facts().find(ids::namedCredentialReference) == nullptr;
}

static bool is_judged(const RuleContext& ctx, FieldId field) {
  if (ctx.file().type == types::ExternalServiceRegistration) {
    return is_judged_registration(ctx, field);
  }
  const auto among = [&](const auto& list) {
    return std::find(list.begin(), list.end(), field) != list.end();
  };
  if (among(kParameterFields) || among(kOtherFields)) return true;
  if (!among(kLegacyFields)) return false;
  const ValueReader reader(ctx.project(), ctx.file_id());
  return reader.text(fields::NamedCredential::namedCredentialType)
      .is(values::NamedCredentialType::Legacy);
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
  const bool other =
      std::find(kOtherFields.begin(), kOtherFields.end(), use.field) != kOtherFields.end();
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
    if (is_judged(ctx, uses[i].field)) check_use(ctx, i);
  }
}

extern const Rule rule{
    .id = rules::CRD003,
    .unit = UnitKind::file,
    .types = {types::NamedCredential, types::ExternalCredential, types::ExternalServiceRegistration,
              types::ExternalDataSource, types::PublicKeyCertificateSet},
    .check = check};

}  // namespace ecac::external_credential_unresolved
