#include "compiler/diagnostics/cases/endpoint_not_https.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/uri.h"

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

constexpr std::array<Address, 6> kAddresses = {{
    {fields::NamedCredential::endpoint},
    {fields::NamedCredential::authTokenEndpointUrl, true},
    {fields::AuthProvider::authorizeUrl},
    {fields::AuthProvider::tokenUrl, true},
    {fields::AuthProvider::userInfoUrl},
    {fields::PublicKeyCertificateSet::jwksEndPoint},
}};
constexpr std::array<AddressParameter, 5> kAddressParameters = {{
    {types::NamedCredential, values::NamedCredentialParamType::Url},
    {types::ExternalCredential, values::ExternalCredentialParamType::AuthProviderUrl, true},
    {types::ExternalAuthIdentityProvider, values::ExtlIdentityProviderParmType::AuthorizeUrl},
    {types::ExternalAuthIdentityProvider, values::ExtlIdentityProviderParmType::TokenUrl, true},
    {types::ExternalAuthIdentityProvider, values::ExtlIdentityProviderParmType::UserInfoUrl},
}};

/// Whether the address leaves open which server is meant. Schemes other than http are what they
/// say: event relays have `arn:aws:…` in a named credential.
static bool lacks_server(std::string_view url) {
  const std::size_t scheme = scheme_prefix(url);
  const std::string_view rest = url.substr(scheme);
  if (scheme == 0) return true;
  const std::string_view name = url.substr(0, scheme - 1);
  if (equal_ignoring_case(name, "http") || equal_ignoring_case(name, "https")) {
    return !rest.starts_with("//") || rest.find_first_of("/?#:", 2) == 2 || rest.size() == 2;
  }
  // `api.example.com:8443/orders` reads like a scheme, but a port follows.
  const std::string_view port = rest.substr(0, rest.find_first_of("/?#"));
  return !port.empty() && port.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What a placeholder leaves of the value is enough: the scheme stands in front.
static void check_address(RuleContext& ctx, std::string_view name, const FieldFact& fact,
                          bool of_tokens) {
  constexpr std::string_view kPlain = "http://";
  if (!fact.has_text()) return;
  const std::string_view url = ctx.facts().text(fact);
  if (!equal_ignoring_case(url.substr(0, kPlain.size()), kPlain)) {
    // A brace begins a merge field or the name of something to be filled in.
    if (fact.tainted || url.find('{') != std::string_view::npos || !lacks_server(url)) return;
    ctx.report(
           cases::CRD005_not_absolute, fact.value,
           fmt::format("`{}` is `{}`, which is no absolute address; expected `https://` and the "
                       "name of a server in front",
                       name, shown(url)))
        .subject(url);
    return;
  }
  const TextRange scheme = ctx.facts().range_in_value(fact, 0, std::string_view("http").size());
  if (of_tokens) {
    ctx.report(cases::CRD005_token_endpoint, scheme,
               fmt::format("`{}` is plain `http`; client secret and tokens travel in clear text, "
                           "and OAuth demands TLS for the token endpoint",
                           name))
        .subject(name);
  } else if (fact.field == fields::PublicKeyCertificateSet::jwksEndPoint) {
    ctx.report(cases::CRD005_endpoint, scheme,
               fmt::format("`{}` is plain `http`; whoever stands between can put in other keys, "
                           "and sign what the org trusts",
                           name))
        .subject(name);
  } else {
    ctx.report(cases::CRD005_endpoint, scheme,
               fmt::format("`{}` is plain `http`; all that a request carries travels in clear text",
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

extern const Rule rule{
    .id = rules::CRD005,
    .unit = UnitKind::file,
    .types = {types::AuthProvider, types::ExternalAuthIdentityProvider, types::ExternalCredential,
              types::NamedCredential, types::PublicKeyCertificateSet},
    .check = check};

}  // namespace ecac::endpoint_not_https
