#include "compiler/diagnostics/cases/salesforce_token_endpoint_on_generic_host.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/schema/values/SalesforceLoginHost.h"

namespace ecac::salesforce_token_endpoint_on_generic_host {

/// The type of the parameter with the token URL, if the file says that tokens are got without a
/// user; "" otherwise.
static std::string_view token_url_parameter(RuleContext& ctx, const CredentialParameters& file) {
  if (ctx.file().type == types::ExternalCredential) {
    const Resolved<std::string_view> variant =
        file.value(values::ExternalCredentialParamType::AuthProtocolVariant);
    const bool matches =
        variant.known() &&
        variant.value->starts_with(values::IdentityProviderAuthFlow::ClientCredentials);
    return matches ? values::ExternalCredentialParamType::AuthProviderUrl : std::string_view();
  }
  const ValueReader reader(ctx.project(), ctx.file_id());
  const Resolved<std::string> flow =
      reader.text(fields::ExternalAuthIdentityProvider::authenticationFlow);
  return flow.is(values::IdentityProviderAuthFlow::ClientCredentials)
             ? values::ExtlIdentityProviderParmType::TokenUrl
             : std::string_view();
}

static void check(RuleContext& ctx) {
  const CredentialParameters file(ctx);
  const std::string_view type = token_url_parameter(ctx, file);
  if (type.empty()) return;
  for (const Parameter& parameter : file.all()) {
    if (parameter.type != type || !parameter.value.known()) continue;
    const std::string host = host_of(*parameter.value.value);
    if (!is_listed_host(ctx.schema(), values::SalesforceLoginHost::kListName, host, false)) {
      continue;
    }
    ctx.report(cases::CRD019_login_host, file.place(file.value_range(parameter)),
               fmt::format("client credentials ask `{}` for a token; they need the token URL of an "
                           "org's My Domain",
                           host))
        .subject(*parameter.value.value)
        .help("write `https://<MyDomain>.my.salesforce.com/services/oauth2/token`")
        .note(
            fmt::format("`{}` is reported to answer: request not supported on this domain", host));
  }
}

extern const Rule rule{.id = rules::CRD019,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::salesforce_token_endpoint_on_generic_host
