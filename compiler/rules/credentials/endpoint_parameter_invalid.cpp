#include "compiler/diagnostics/cases/endpoint_parameter_invalid.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialType.h"

namespace ecac::endpoint_parameter_invalid {

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const Resolved<std::string> kind = parameters.text(fields::NamedCredential::namedCredentialType);
  const bool is_private = kind.is(values::NamedCredentialType::PrivateEndpoint);
  if (!is_private && !kind.is(values::NamedCredentialType::SecuredEndpoint)) return;
  if (parameters.lacks(values::NamedCredentialParamType::Url)) {
    ctx.report(cases::CRD001_no_url, ctx.facts().root_tag(),
               fmt::format("there is no parameter of type `Url`; a `{}` needs exactly one",
                           *kind.value))
        .subject(values::NamedCredentialParamType::Url);
  }
  const auto urls = parameters.all(values::NamedCredentialParamType::Url);
  for (std::size_t i = 1; i < urls.size(); ++i) {
    ctx.report(cases::CRD001_several_urls, parameters.type_range(*urls[i]),
               fmt::format("there are {} parameters of type `Url`; a `{}` needs exactly one",
                           urls.size(), *kind.value))
        .subject(values::NamedCredentialParamType::Url)
        .label({ctx.file_id(), parameters.type_range(*urls[0])}, "the first one");
  }
  if (is_private && parameters.lacks(values::NamedCredentialParamType::OutboundNetworkConnection)) {
    ctx.report(
           cases::CRD001_network_connection,
           parameters.place_of(fields::NamedCredential::namedCredentialType),
           "a `PrivateEndpoint` is reached over a private connection, and there is no parameter "
           "of type `OutboundNetworkConnection`")
        .subject(values::NamedCredentialParamType::OutboundNetworkConnection);
  }
}

extern const Rule rule{
    .id = rules::CRD001, .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check};

}  // namespace ecac::endpoint_parameter_invalid
