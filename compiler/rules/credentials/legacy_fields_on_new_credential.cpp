#include "compiler/diagnostics/cases/legacy_fields_on_new_credential.h"

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/NamedCredentialType.h"

namespace ecac::legacy_fields_on_new_credential {

static void check(RuleContext& ctx) {
  namespace ids = fields::NamedCredential;
  const ValueReader reader(ctx.project(), ctx.file_id());
  if (!reader.text(ids::namedCredentialType).is(values::NamedCredentialType::Legacy)) return;
  if (!reader.text(ids::protocol).is(values::AuthenticationProtocol::Oauth) ||
      !reader.text(ids::authProvider).is("")) {
    return;
  }
  ctx.report(cases::CRD004_no_auth_provider, ctx.facts().find(ids::protocol)->value,
             "`protocol` is `Oauth`, and no `authProvider` says who issues the tokens")
      .subject("authProvider");
}

extern const Rule rule{
    .id = rules::CRD004, .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check};

}  // namespace ecac::legacy_fields_on_new_credential
