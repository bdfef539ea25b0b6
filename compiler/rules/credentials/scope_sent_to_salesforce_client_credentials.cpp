#include "compiler/diagnostics/cases/scope_sent_to_salesforce_client_credentials.h"

#include <fmt/format.h>

#include "compiler/resolve/credential/known_host.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/OauthSetting.h"
#include "compiler/schema/values/SalesforceDomain.h"

namespace ecac::scope_sent_to_salesforce_client_credentials {

static bool is_client_credentials(const Resolved<CredentialFlow>& flow) {
  return flow.is(CredentialFlow::client_credentials) ||
         flow.is(CredentialFlow::client_credentials_jwt_assertion);
}

static void check(RuleContext& ctx) {
  const auto definitions = ctx.definitions(ctx.subject());
  const auto credentials = ctx.credentials();
  if (definitions.size() != 1 || credentials.empty()) return;
  const ResolvedCredential& credential = *credentials.front();
  if (!is_client_credentials(credential.flow) || !credential.token_url.known()) return;
  const std::string host = host_of(*credential.token_url.value);
  if (!is_listed_host(ctx.schema(), values::SalesforceDomain::kListName, host, true)) return;
  const CredentialParameters file(ctx, definitions.front());
  for (const Parameter& parameter : file.all()) {
    if (parameter.type != values::ExternalCredentialParamType::AuthParameter ||
        !parameter.name.is(values::OauthSetting::Scope)) {
      continue;
    }
    if (parameter.fact->mended) continue;
    ctx.report(cases::CRD020_scope, file.place(file.name_range(parameter)),
               fmt::format("`Scope` goes to the token endpoint of `{}`, which refuses it with "
                           "client credentials; the scopes of the app hold",
                           host))
        .subject(values::OauthSetting::Scope)
        .note("the endpoint is reported to answer: scope parameter not supported")
        .fix("Remove the parameter", Applicability::safe,
             ctx.remove(file.file(), parameter.fact->element));
  }
}

extern const Rule rule{.id = rules::CRD020, .unit = UnitKind::stack, .check = check};

}  // namespace ecac::scope_sent_to_salesforce_client_credentials
