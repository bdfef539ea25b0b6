#include "compiler/diagnostics/cases/principal_type_unsupported.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"

namespace ecac::principal_type_unsupported {

namespace ids = fields::ExternalCredential;

/// The identity provider asks for tokens of the client, not of a user.
static bool provider_has_no_users(RuleContext& ctx, const CredentialParameters& parameters) {
  for (const Parameter* parameter :
       parameters.all(values::ExternalCredentialParamType::ExternalAuthIdentityProvider)) {
    const FieldFact* name = ctx.facts().find(
        ids::externalCredentialParameters_externalAuthIdentityProvider, *parameter->fact);
    const std::size_t use = name == nullptr ? kNoUse : use_in(ctx.facts(), *name);
    if (use == kNoUse) continue;
    const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), use);
    if (answer.state != ReferenceState::found) continue;
    const ValueReader provider(ctx.project(), answer.symbol);
    const auto flow = provider.text(fields::ExternalAuthIdentityProvider::authenticationFlow);
    if (flow.is(values::IdentityProviderAuthFlow::ClientCredentials)) return true;
  }
  return false;
}

static void check_per_user(RuleContext& ctx, const CredentialParameters& parameters,
                           const std::string& protocol) {
  const auto principals = parameters.all(values::ExternalCredentialParamType::PerUserPrincipal);
  if (principals.empty()) return;
  const Resolved<std::string_view> variant =
      parameters.value(values::ExternalCredentialParamType::AuthProtocolVariant);
  const bool by_protocol = protocol == values::AuthenticationProtocol::AwsSv4 ||
                           protocol == values::AuthenticationProtocol::Custom;
  const bool by_variant =
      protocol == values::AuthenticationProtocol::Oauth && variant.known() &&
      variant.value->starts_with(values::IdentityProviderAuthFlow::ClientCredentials);
  const bool by_provider = !by_protocol && !by_variant &&
                           protocol == values::AuthenticationProtocol::Oauth &&
                           provider_has_no_users(ctx, parameters);
  if (!by_protocol && !by_variant && !by_provider) return;
  for (const Parameter* principal : principals) {
    const TextRange place = parameters.type_range(*principal);
    if (by_protocol) {
      ctx.report(cases::CRD010_per_user, place,
                 fmt::format("`{}` supports named principals only; expected `NamedPrincipal`",
                             protocol))
          .subject(protocol);
    } else {
      ctx.report(cases::CRD010_client_credentials, place,
                 fmt::format("with {} the client signs in for itself, so there is no user for a "
                             "`PerUserPrincipal` to stand for",
                             by_variant ? fmt::format("`{}`", *variant.value)
                                        : "an identity provider of flow `ClientCredentials`"))
          .subject("client-credentials");
    }
  }
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const Resolved<std::string> protocol = parameters.text(ids::authenticationProtocol);
  if (!protocol.known() || protocol.value->empty()) return;
  const EnumSchema* protocols = ctx.schema().field(ids::authenticationProtocol).values;
  if (protocols == nullptr || protocols->find(*protocol.value) == nullptr) return;
  if (is_unsupported_protocol(*protocol.value)) return;
  check_per_user(ctx, parameters, *protocol.value);
  if (protocol.is(values::AuthenticationProtocol::AwsSv4)) return;
  for (const Parameter* principal :
       parameters.all(values::ExternalCredentialParamType::AwsStsPrincipal)) {
    ctx.report(cases::CRD010_aws_sts, parameters.type_range(*principal),
               fmt::format("`AwsStsPrincipal` belongs to the protocol `AwsSv4`; this credential's "
                           "is `{}`",
                           *protocol.value))
        .subject(*protocol.value);
  }
}

extern const Rule rule{.id = rules::CRD010,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::principal_type_unsupported
