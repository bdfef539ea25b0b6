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
  constexpr std::string_view kLine = "\n    ";
  constexpr std::pair<std::string_view, std::string_view> kParts[] = {
      {"parameterGroup", "DefaultGroup"},
      {"parameterName", values::AuthenticationProtocol::Custom},
      {"parameterType", values::ExternalCredentialParamType::AuthProtocolVariant},
      {"parameterValue", values::CustomVariant::NoAuthentication}};
  std::string variant = "<externalCredentialParameters>";
  for (const auto& [name, value] : kParts) {
    variant += fmt::format("{0}    <{1}>{2}</{1}>", kLine, name, value);
  }
  variant += fmt::format("{}</externalCredentialParameters>", kLine);

  auto operations =
      ctx.edit(ctx.file_id(), protocol.value, std::string(values::AuthenticationProtocol::Custom));
  const auto others = parameters.reader().all(ids::externalCredentialParameters);
  const std::uint32_t at = others.empty() ? protocol.element.end : others[0]->element.begin;
  std::string text =
      others.empty() ? fmt::format("{}{}", kLine, variant) : fmt::format("{}{}", variant, kLine);
  for (FixOperation& edit : ctx.edit(ctx.file_id(), {at, at}, std::move(text))) {
    operations.push_back(std::move(edit));
  }
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

extern const Rule rule{
    .code = "CRD014", .unit = UnitKind::file, .types = {types::ExternalCredential}, .check = check};

}  // namespace ecac::unsupported_protocol
