#include "compiler/diagnostics/cases/aws_credential_incomplete.h"

#include <fmt/format.h>

#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/AwsSigningName.h"
#include "compiler/schema/values/AwsStsQueryParameter.h"
#include "compiler/schema/values/AwsSv4Variant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/support/edit_distance.h"

namespace ecac::aws_credential_incomplete {

namespace ids = fields::ExternalCredential;

constexpr std::array<std::string_view, 2> kNeeded = {"AwsRegion", "AwsService"};

static void check_settings(RuleContext& ctx, const CredentialParameters& parameters) {
  std::vector<std::string_view> missing;
  for (const std::string_view setting : kNeeded) {
    if (parameters.lacks(values::ExternalCredentialParamType::AuthParameter, setting)) {
      missing.push_back(setting);
    }
  }
  if (missing.empty()) return;
  ctx.report(cases::CRD013_settings, parameters.place_of(ids::authenticationProtocol),
             fmt::format("the credential has no {}; region and service are part of every AWS "
                         "signature",
                         list_of_names(missing, "and")))
      .subject(fmt::format("{}", fmt::join(missing, " ")))
      .help(fmt::format("add a parameter of type `AuthParameter` called {}",
                        list_of_names(missing, "and one called")));
}

static void check_service(RuleContext& ctx, const CredentialParameters& parameters) {
  const EnumSchema* services = ctx.schema().find_enum(values::AwsSigningName::kListName);
  if (services == nullptr) return;
  for (const Parameter* service :
       parameters.all(values::ExternalCredentialParamType::AuthParameter, "AwsService")) {
    if (!service->value.known() || service->value.is("")) continue;
    const std::string_view name = *service->value.value;
    if (name.find("{!") != std::string::npos || services->find(name) != nullptr) continue;
    const TextRange place = parameters.value_range(*service);
    FindingBuilder finding = ctx.report(
        cases::CRD013_unknown_service, place,
        fmt::format("`{}` is no signing name of an AWS service that ecac knows", shown(name)));
    finding.subject(name);
    std::vector<std::string_view> names;
    for (const EnumValue& value : services->values) names.push_back(value.name);
    std::string_view meant = services->meaning_of_mistake(name);
    if (meant.empty()) meant = nearest_word(name, names, 1);
    if (meant.empty()) continue;
    finding.caret(fmt::format("did you mean `{}`?", meant));
    finding.fix(fmt::format("Write `{}`", meant), Applicability::unsafe,
                ctx.set_text(ctx.file_id(), place, std::string(meant)));
  }
}

static void check_variant(RuleContext& ctx, const CredentialParameters& parameters) {
  const Parameter* variant =
      parameters.find(values::ExternalCredentialParamType::AuthProtocolVariant);
  if (variant == nullptr) return;
  const TextRange place = parameters.value_range(*variant);
  if (variant->value.is(values::AwsSv4Variant::AwsSv4_STS) &&
      parameters.lacks(values::ExternalCredentialParamType::AwsStsPrincipal)) {
    ctx.report(cases::CRD013_sts_principal, place,
               "`AwsSv4_STS` asks the AWS token service for keys in the name of a principal of "
               "type `AwsStsPrincipal`, and there is none")
        .subject(values::ExternalCredentialParamType::AwsStsPrincipal);
  }
  if (variant->value.is(values::AwsSv4Variant::RolesAnywhere) &&
      parameters.lacks(values::ExternalCredentialParamType::SigningCertificate)) {
    ctx.report(cases::CRD013_certificate, place,
               "`RolesAnywhere` proves who it is with a certificate, and there is no parameter of "
               "type `SigningCertificate`")
        .subject(values::ExternalCredentialParamType::SigningCertificate);
  }
}

static void check_query(RuleContext& ctx, const CredentialParameters& parameters) {
  const EnumSchema* known = ctx.schema().find_enum(values::AwsStsQueryParameter::kListName);
  if (known == nullptr) return;
  std::vector<std::string_view> names;
  for (const EnumValue& value : known->values) names.push_back(value.name);
  for (const Parameter* query :
       parameters.all(values::ExternalCredentialParamType::AuthProviderUrlQueryParameter)) {
    if (!query->name.known() || query->name.is("")) continue;
    if (known->find(*query->name.value) != nullptr) continue;
    ctx.report(cases::CRD013_query_parameter, parameters.name_range(*query),
               fmt::format("`{}` is no parameter of the AWS token service; documents name {}",
                           shown(*query->name.value), list_of_names(names, "and")))
        .subject(*query->name.value);
  }
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  if (!parameters.text(ids::authenticationProtocol).is(values::AuthenticationProtocol::AwsSv4)) {
    return;
  }
  check_settings(ctx, parameters);
  check_service(ctx, parameters);
  check_variant(ctx, parameters);
  check_query(ctx, parameters);
}

extern const Rule rule{.id = rules::CRD013,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::aws_credential_incomplete
