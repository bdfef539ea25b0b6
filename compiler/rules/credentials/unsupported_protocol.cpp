#include "compiler/diagnostics/cases/unsupported_protocol.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/CustomVariant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"

namespace ecac::unsupported_protocol {

namespace ids = fields::ExternalCredential;

/// What Setup writes for a credential that adds nothing to the callout. The parameter goes to the
/// others: elements of one name have to stand together.
static std::vector<FixOperation> write_as_custom(RuleContext& ctx,
                                                 const CredentialParameters& parameters,
                                                 const FieldFact& protocol) {
  const auto name_of = [&](FieldId field) { return std::string(ctx.schema().field(field).name); };
  NewElement variant{.name = name_of(ids::externalCredentialParameters)};
  const std::pair<FieldId, std::string_view> parts[] = {
      {ids::externalCredentialParameters_parameterGroup, "DefaultGroup"},
      {ids::externalCredentialParameters_parameterName, values::AuthenticationProtocol::Custom},
      {ids::externalCredentialParameters_parameterType,
       values::ExternalCredentialParamType::AuthProtocolVariant},
      {ids::externalCredentialParameters_parameterValue, values::CustomVariant::NoAuthentication}};
  for (const auto& [field, value] : parts) {
    variant.children.push_back({.name = name_of(field), .value = std::string(value)});
  }
  auto operations =
      ctx.set_text(ctx.file_id(), protocol.value, values::AuthenticationProtocol::Custom);
  const auto others = parameters.reader().all(ids::externalCredentialParameters);
  const ElementPosition at = others.empty()
                                 ? ElementPosition::in({ctx.file_id(), ctx.facts().root()})
                                 : ElementPosition::before({ctx.file_id(), others[0]->element});
  operations.emplace_back(InsertElements{at, {std::move(variant)}});
  return operations;
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const Resolved<std::string> protocol = parameters.text(ids::authenticationProtocol);
  if (!protocol.known() || !is_unsupported_protocol(*protocol.value)) return;
  const FieldFact& fact = *ctx.facts().find(ids::authenticationProtocol);
  if (protocol.is(values::AuthenticationProtocol::JwtExchange)) {
    ctx.report(cases::CRD014_refused, fact.value,
               "external credentials do not support `JwtExchange`; the deploy is reported to be "
               "refused")
        .subject(*protocol.value)
        .help(
            "for a signed token that is traded for an access token write `Oauth` with the "
            "variant `JwtBearer`");
    return;
  }
  FindingBuilder finding = ctx.report(
      cases::CRD014_reserved, fact.value,
      fmt::format("`{}` is reserved for future use in external credentials", *protocol.value));
  finding.subject(*protocol.value);
  if (protocol.is(values::AuthenticationProtocol::Password)) {
    finding.help("for a user name and a password write `Basic`");
    return;
  }
  if (!parameters.lacks(values::ExternalCredentialParamType::AuthProtocolVariant)) {
    finding.help("for no authentication write `Custom` with the variant `NoAuthentication`");
  } else {
    finding.fix("Write `Custom` with the variant `NoAuthentication`", Applicability::unsafe,
                write_as_custom(ctx, parameters, fact));
  }
}

extern const Rule rule{.id = rules::CRD014,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::unsupported_protocol
