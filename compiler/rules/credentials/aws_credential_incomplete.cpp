#include "compiler/diagnostics/cases/aws_credential_incomplete.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/known_host.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/AwsHostSuffix.h"
#include "compiler/schema/values/AwsRegion.h"
#include "compiler/schema/values/AwsSigningName.h"
#include "compiler/schema/values/AwsStsQueryParameter.h"
#include "compiler/schema/values/AwsSv4Setting.h"
#include "compiler/schema/values/AwsSv4Variant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"

namespace ecac::aws_credential_incomplete {

namespace ids = fields::ExternalCredential;

using values::AwsSv4Setting::AwsProfileArn;
using values::AwsSv4Setting::AwsRegion;
using values::AwsSv4Setting::AwsService;
using values::AwsSv4Setting::AwsTrustAnchorArn;

constexpr std::array<std::string_view, 2> kNeeded = {AwsRegion, AwsService};

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

/// A name that ought to be in a list of AWS's, which may have grown.
static void check_listed(RuleContext& ctx, const CredentialParameters& parameters, CaseId rule_case,
                         std::string_view setting, std::string_view list, std::string_view what) {
  const EnumSchema* known = ctx.schema().find_enum(list);
  if (known == nullptr) return;
  for (const Parameter* parameter :
       parameters.all(values::ExternalCredentialParamType::AuthParameter, setting)) {
    if (!parameter->value.known() || parameter->value.is("")) continue;
    const std::string_view name = *parameter->value.value;
    if (name.find("{!") != std::string::npos || known->find(name) != nullptr) continue;
    const TextRange place = parameters.value_range(*parameter);
    FindingBuilder finding = ctx.report(
        rule_case, place, fmt::format("`{}` is no {} that ecac knows", shown(name), what));
    finding.subject(name);
    std::vector<std::string_view> names;
    for (const EnumValue& value : known->values) names.push_back(value.name);
    std::string_view meant = known->meaning_of_mistake(name);
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

static void check_arns(RuleContext& ctx, const CredentialParameters& parameters) {
  const Parameter* variant =
      parameters.find(values::ExternalCredentialParamType::AuthProtocolVariant);
  if (variant == nullptr || !variant->value.is(values::AwsSv4Variant::RolesAnywhere)) return;
  std::vector<std::string_view> missing;
  for (const std::string_view arn : {AwsProfileArn, AwsTrustAnchorArn}) {
    if (parameters.lacks(values::ExternalCredentialParamType::AuthParameter, arn)) {
      missing.push_back(arn);
    }
  }
  if (missing.empty()) return;
  ctx.report(cases::CRD013_arns, parameters.value_range(*variant),
             fmt::format("`RolesAnywhere` asks AWS for keys with the ARNs of a profile and of a "
                         "trust anchor, and there is no {}",
                         list_of_names(missing, "and")))
      .subject(fmt::format("{}", fmt::join(missing, " ")));
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
  check_listed(ctx, parameters, cases::CRD013_unknown_service, AwsService,
               values::AwsSigningName::kListName, "signing name of an AWS service");
  check_listed(ctx, parameters, cases::CRD013_unknown_region, AwsRegion,
               values::AwsRegion::kListName, "code of an AWS region");
  check_variant(ctx, parameters);
  check_arns(ctx, parameters);
  check_query(ctx, parameters);
}

/// Region and service as the name of an AWS host says them; "" where it does not, or says two.
struct AwsHost {
  std::string_view region = {};
  std::string_view service = {};
};

static AwsHost read_host(const SchemaSet& schema, std::string_view host) {
  AwsHost found;
  const EnumSchema* regions = schema.find_enum(values::AwsRegion::kListName);
  const EnumSchema* services = schema.find_enum(values::AwsSigningName::kListName);
  if (regions == nullptr || services == nullptr) return found;
  if (!is_listed_host(schema, values::AwsHostSuffix::kListName, host, true)) return found;
  std::string_view before;
  while (!host.empty()) {
    const std::string_view label = host.substr(0, host.find('.'));
    host.remove_prefix(std::min(label.size() + 1, host.size()));
    if (regions->find(label) == nullptr) {
      before = label;
      continue;
    }
    if (!found.region.empty()) return {};
    found.region = label;
    if (services->find(before) != nullptr) found.service = before;
  }
  return found;
}

/// The address of a named credential against the scope of the signature.
static void check_address(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const auto urls = parameters.all(values::NamedCredentialParamType::Url);
  if (urls.size() != 1 || !urls[0]->value.known()) return;
  const std::string host = host_of(*urls[0]->value.value);
  const AwsHost said = read_host(ctx.schema(), host);
  if (said.region.empty() || ctx.file().definition == SymbolId::none) return;
  const ResolvedCredential& credential = ctx.credential(ctx.file().definition);
  if (!credential.protocol.is(values::AuthenticationProtocol::AwsSv4)) return;
  for (const CredentialSetting& setting : credential.external.settings) {
    if (!setting.value.known() || setting.value.value->empty()) continue;
    const std::string& value = *setting.value.value;
    if (setting.name.is(AwsRegion) && value != said.region &&
        value.find("{!") == std::string::npos) {
      ctx.report(cases::CRD013_host_region, parameters.value_range(*urls[0]),
                 fmt::format("the host is in the region `{}`, and the signature is for `{}`; AWS "
                             "refuses it",
                             said.region, shown(value)))
          .subject(said.region)
          .label(setting.value.origin.place, "the region of the signature");
    } else if (setting.name.is(AwsService) && !said.service.empty() &&
               !value.starts_with(said.service) && !said.service.starts_with(value)) {
      ctx.report(cases::CRD013_host_service, parameters.value_range(*urls[0]),
                 fmt::format("the host is one of the service `{}`, and the signature is for `{}`",
                             said.service, shown(value)))
          .subject(said.service)
          .label(setting.value.origin.place, "the service of the signature");
    }
  }
}

static const Rule address_rule{
    .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check_address};

extern const Rule rule{.id = rules::CRD013,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check,
                       .also = &address_rule};

}  // namespace ecac::aws_credential_incomplete
