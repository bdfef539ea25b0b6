#include "compiler/diagnostics/cases/external_credential_without_principal.h"

#include <algorithm>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/CustomVariant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"

namespace ecac::external_credential_without_principal {

/// The kinds of principals that Salesforce keeps for itself count too.
static bool has_principal(const CredentialParameters& parameters) {
  const auto& all = parameters.all();
  return std::any_of(all.begin(), all.end(), [](const Parameter& parameter) {
    return parameter.type.find("Principal") != std::string::npos;
  });
}

static void check(RuleContext& ctx) {
  namespace ids = fields::ExternalCredential;
  const CredentialParameters parameters(ctx);
  const Resolved<std::string> protocol = parameters.text(ids::authenticationProtocol);
  if (!protocol.known() || protocol.value->empty()) return;
  if (is_unsupported_protocol(*protocol.value)) return;
  const Resolved<std::string_view> variant =
      parameters.value(values::ExternalCredentialParamType::AuthProtocolVariant);
  if (!variant.known() || variant.is(values::CustomVariant::NoAuthentication)) return;
  if (!parameters.lacks(values::ExternalCredentialParamType::NamedPrincipal) ||
      has_principal(parameters)) {
    return;
  }
  ctx.report(cases::CRD009_none, ctx.facts().root_tag(),
             "the credential has no principal, so no permission set can grant it and no user can "
             "make a callout with it")
      .subject("principal")
      .help("add a parameter of type `NamedPrincipal`");
}

extern const Rule rule{.id = rules::CRD009,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::external_credential_without_principal
