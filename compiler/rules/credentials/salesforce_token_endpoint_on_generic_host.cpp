#include "compiler/diagnostics/cases/salesforce_token_endpoint_on_generic_host.h"

#include <fmt/format.h>

#include "compiler/resolve/credential/known_host.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/SalesforceLoginHost.h"

namespace ecac::salesforce_token_endpoint_on_generic_host {

static void check(RuleContext& ctx) {
  const CredentialParameters file(ctx);
  if (!asks_as_itself(file)) return;
  const std::string_view type = ctx.file().type == types::ExternalCredential
                                    ? values::ExternalCredentialParamType::AuthProviderUrl
                                    : values::ExtlIdentityProviderParmType::TokenUrl;
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
