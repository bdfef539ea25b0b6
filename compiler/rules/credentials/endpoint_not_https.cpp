#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/credential_parameters.h"
#include "compiler/support/edit_distance.h"

namespace ecac::endpoint_not_https {

/// An address that the platform calls or sends a browser to: an element, or a parameter's value.
struct Address {
  FieldId field = FieldId::none;
  bool of_tokens = false;
};
struct AddressParameter {
  TypeId type;
  std::string_view parameter;
  bool of_tokens = false;
};

constexpr std::array<Address, 5> kAddresses = {{
    {fields::NamedCredential::endpoint},
    {fields::NamedCredential::authTokenEndpointUrl, true},
    {fields::AuthProvider::authorizeUrl},
    {fields::AuthProvider::tokenUrl, true},
    {fields::AuthProvider::userInfoUrl},
}};
constexpr std::array<AddressParameter, 5> kAddressParameters = {{
    {types::NamedCredential, "Url"},
    {types::ExternalCredential, "AuthProviderUrl", true},
    {types::ExternalAuthIdentityProvider, "AuthorizeUrl"},
    {types::ExternalAuthIdentityProvider, "TokenUrl", true},
    {types::ExternalAuthIdentityProvider, "UserInfoUrl"},
}};

/// What a placeholder leaves of the value is enough: the scheme stands in front.
static void check_address(RuleContext& ctx, std::string_view name, const FieldFact& fact,
                          bool of_tokens) {
  constexpr std::string_view kPlain = "http://";
  if (fact.state != ValueState::set || fact.mended || fact.foreign) return;
  const std::string_view url = ctx.facts().text(fact);
  if (!equal_ignoring_case(url.substr(0, kPlain.size()), kPlain)) return;
  const TextRange scheme = ctx.facts().range_in_value(fact, 0, std::string_view("http").size());
  if (of_tokens) {
    ctx.report(cases::CRD005_token_endpoint, scheme,
               fmt::format("`{}` is plain `http`; client secret and tokens travel in clear text, "
                           "and OAuth demands TLS for the token endpoint",
                           name))
        .subject(name);
  } else {
    ctx.report(cases::CRD005_endpoint, scheme,
               fmt::format("`{}` is plain `http`; what signs the request and what it carries "
                           "travel in clear text",
                           name))
        .subject(name);
  }
}

static void check(RuleContext& ctx) {
  for (const FieldFact& fact : ctx.facts().fields()) {
    const auto address = std::find_if(kAddresses.begin(), kAddresses.end(),
                                      [&](const Address& a) { return a.field == fact.field; });
    if (address == kAddresses.end()) continue;
    check_address(ctx, ctx.schema().field(fact.field).name, fact, address->of_tokens);
  }
  const CredentialParameters parameters(ctx);
  for (const AddressParameter& address : kAddressParameters) {
    if (address.type != ctx.file().type) continue;
    for (const Parameter* parameter : parameters.all(address.parameter)) {
      const FieldFact* value = parameters.value_fact(*parameter);
      if (value != nullptr) check_address(ctx, address.parameter, *value, address.of_tokens);
    }
  }
}

extern const Rule rule{.code = "CRD005",
                       .unit = UnitKind::file,
                       .types = {types::AuthProvider, types::ExternalAuthIdentityProvider,
                                 types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::endpoint_not_https
