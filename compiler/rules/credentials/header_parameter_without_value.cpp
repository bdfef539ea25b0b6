#include "compiler/diagnostics/cases/header_parameter_without_value.h"

#include <fmt/format.h>

#include <array>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/AwsSv4Setting.h"
#include "compiler/schema/values/AwsSv4Variant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/HttpAuthScheme.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"

namespace ecac::header_parameter_without_value {

/// Settings without which the protocol or its variant cannot sign; "" is the protocol alone.
struct Needed {
  std::string_view variant;
  std::string_view parameter;
};
constexpr std::array<Needed, 4> kNeededOfAws = {{
    {"", values::AwsSv4Setting::AwsRegion},
    {"", values::AwsSv4Setting::AwsService},
    {values::AwsSv4Variant::RolesAnywhere, values::AwsSv4Setting::AwsProfileArn},
    {values::AwsSv4Variant::RolesAnywhere, values::AwsSv4Setting::AwsTrustAnchorArn},
}};

/// A header `Authorization` that names a scheme and has nothing behind it.
static void check_schemes(RuleContext& ctx, const CredentialParameters& parameters,
                          std::string_view type) {
  const EnumSchema* schemes = ctx.schema().find_enum(values::HttpAuthScheme::kListName);
  if (schemes == nullptr) return;
  for (const Parameter* header : parameters.all(type)) {
    if (!header->name.known() || !header->value.known()) continue;
    if (!equal_ignoring_case(*header->name.value, "Authorization")) continue;
    const EnumValue* scheme = schemes->find_ignoring_case(*header->value.value);
    if (scheme == nullptr) continue;
    ctx.report(cases::CRD006_scheme, parameters.value_range(*header),
               fmt::format("`Authorization` is `{}` and nothing behind it; what authenticates is "
                           "missing",
                           *header->value.value))
        .subject(scheme->name);
  }
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  if (ctx.file().type == types::NamedCredential) {
    check_schemes(ctx, parameters, values::NamedCredentialParamType::HttpHeader);
    return;
  }
  check_schemes(ctx, parameters, values::ExternalCredentialParamType::AuthHeader);
  if (!parameters.text(fields::ExternalCredential::authenticationProtocol)
           .is(values::AuthenticationProtocol::AwsSv4)) {
    return;
  }
  const Resolved<std::string_view> variant =
      parameters.value(values::ExternalCredentialParamType::AuthProtocolVariant);
  for (const Needed& needed : kNeededOfAws) {
    if (!needed.variant.empty() && !variant.is(needed.variant)) continue;
    for (const Parameter* parameter :
         parameters.all(values::ExternalCredentialParamType::AuthParameter, needed.parameter)) {
      if (!parameter->value.is("")) continue;
      ctx.report(cases::CRD006_parameter,
                 parameters.value_fact(*parameter) != nullptr ? parameters.value_range(*parameter)
                                                              : parameters.name_range(*parameter),
                 fmt::format("`{}` has no `parameterValue`; a request to AWS cannot be signed "
                             "without it",
                             needed.parameter))
          .subject(needed.parameter);
    }
  }
}

extern const Rule rule{.id = rules::CRD006,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::header_parameter_without_value
