#include "compiler/diagnostics/cases/authentication_parameter_invalid.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialType.h"

namespace ecac::authentication_parameter_invalid {

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const Resolved<std::string> kind = parameters.text(fields::NamedCredential::namedCredentialType);
  const bool secured = kind.is(values::NamedCredentialType::SecuredEndpoint);
  if (!secured && !kind.is(values::NamedCredentialType::PrivateEndpoint)) return;
  if (secured && parameters.lacks(values::NamedCredentialParamType::Authentication)) {
    ctx.report(cases::CRD002_none, ctx.facts().root_tag(),
               "there is no parameter of type `Authentication`, so callouts go out "
               "unauthenticated")
        .subject(values::NamedCredentialParamType::Authentication);
  }
  const auto found = parameters.all(values::NamedCredentialParamType::Authentication);
  for (std::size_t i = 1; i < found.size(); ++i) {
    ctx.report(cases::CRD002_several, parameters.type_range(*found[i]),
               fmt::format("there are {} parameters of type `Authentication`; a named credential "
                           "supports exactly one external credential",
                           found.size()))
        .subject(values::NamedCredentialParamType::Authentication)
        .label({ctx.file_id(), parameters.type_range(*found[0])}, "the first one");
  }
}

extern const Rule rule{
    .id = rules::CRD002, .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check};

}  // namespace ecac::authentication_parameter_invalid
