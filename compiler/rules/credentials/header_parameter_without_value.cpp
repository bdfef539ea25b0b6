#include "compiler/diagnostics/cases/header_parameter_without_value.h"

#include <fmt/format.h>

#include <array>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/AwsSv4Setting.h"
#include "compiler/schema/values/AwsSv4Variant.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"

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

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
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
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::header_parameter_without_value
