#include "compiler/diagnostics/cases/salesforce_endpoint_invalid.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/resolve/credential/credential_flow.h"
#include "compiler/resolve/credential/known_host.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/SalesforceApiPath.h"
#include "compiler/schema/values/SalesforceDomain.h"
#include "compiler/schema/values/SalesforceInterfaceHost.h"
#include "compiler/schema/values/SalesforceLoginHost.h"
#include "compiler/schema/values/SalesforceOauthHost.h"
#include "compiler/schema/values/SalesforceOauthPath.h"
#include "compiler/schema/values/SalesforceVisualforceHost.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/text/ascii.h"

namespace ecac::salesforce_endpoint_invalid {

/// One address, taken apart.
struct Endpoint {
  const WrittenAddress& written;
  std::string_view url;  ///< as decoded
  Uri uri;
  std::string host;  ///< in small letters
  std::string path;  ///< the same
};

static bool is_bare(const Endpoint& endpoint) {
  return endpoint.path.empty() || endpoint.path == "/";
}

/// Part of the address, as it is written in the file.
static TextRange place_of(const RuleContext& ctx, const Endpoint& endpoint, std::string_view part) {
  const auto begin = static_cast<std::size_t>(part.data() - endpoint.url.data());
  return ctx.facts().range_in_value(*endpoint.written.fact, begin, begin + part.size());
}

/// Some keep the address of a page in a credential that sends nothing.
static bool is_bookmark(RuleContext& ctx, const Endpoint& endpoint) {
  return endpoint.written.use == AddressUse::callout && ctx.file().definition != SymbolId::none &&
         ctx.credential(ctx.file().definition).flow.is(CredentialFlow::none);
}

/// A host that shows pages, in an address that a machine calls.
static bool check_interface(RuleContext& ctx, const Endpoint& endpoint) {
  const ListedHost page =
      listed_above(ctx.schema(), values::SalesforceInterfaceHost::kListName, endpoint.host);
  if (page.domain == nullptr) return false;
  if (is_bookmark(ctx, endpoint)) return true;
  const std::string host = fmt::format("{}.{}", page.name, page.domain->apis);
  const TextRange place = place_of(ctx, endpoint, endpoint.uri.host);
  ctx.report(cases::CRD034_interface_host, place,
             fmt::format("`{}` shows pages to people; the APIs and OAuth endpoints of that org are "
                         "at `{}`",
                         endpoint.host, host))
      .subject(endpoint.host)
      .fix(fmt::format("Write `{}`", host), Applicability::unsafe,
           ctx.set_text(ctx.file_id(), place, host));
  return true;
}

/// The same where APIs are known to answer, though no document says so.
static bool check_visualforce(RuleContext& ctx, const Endpoint& endpoint) {
  if (!is_listed_host(ctx.schema(), values::SalesforceVisualforceHost::kListName, endpoint.host,
                      true)) {
    return false;
  }
  if (is_bookmark(ctx, endpoint)) return true;
  ctx.report(
         cases::CRD034_visualforce_host, place_of(ctx, endpoint, endpoint.uri.host),
         fmt::format("`{}` is for Visualforce pages; the APIs and OAuth endpoints of an org are "
                     "documented at the host of its My Domain",
                     endpoint.host))
      .subject(endpoint.host)
      .help("write `https://<MyDomain>.my.salesforce.com`");
  return true;
}

static bool fits(const Endpoint& endpoint) {
  const std::string_view path = endpoint.path;
  if (path.find(values::SalesforceOauthPath::own) != std::string_view::npos) return true;
  if (endpoint.written.use == AddressUse::token) {
    const std::string_view whole = path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
    return whole.ends_with(values::SalesforceOauthPath::token) ||
           whole.ends_with(values::SalesforceOauthPath::data_token);
  }
  // What follows it chooses a look for the page.
  const std::size_t at = path.find(values::SalesforceOauthPath::authorize);
  const std::size_t end = at + values::SalesforceOauthPath::authorize.size();
  return at != std::string_view::npos && (end == path.size() || path[end] == '/');
}

/// An authorize or token address.
static void check_oauth(RuleContext& ctx, const Endpoint& endpoint) {
  const bool known_host =
      is_listed_host(ctx.schema(), values::SalesforceOauthHost::kListName, endpoint.host, true);
  const bool of_salesforce =
      is_listed_host(ctx.schema(), values::SalesforceDomain::kListName, endpoint.host, true);
  if (!(is_bare(endpoint) ? of_salesforce : known_host && !fits(endpoint))) return;
  const bool token = endpoint.written.use == AddressUse::token;
  // The host is wrong too, which is one cause with this, and reported.
  if (token && is_bare(endpoint) && asks_as_itself(CredentialParameters(ctx)) &&
      is_listed_host(ctx.schema(), values::SalesforceLoginHost::kListName, endpoint.host, false)) {
    return;
  }
  const std::string_view path =
      token ? values::SalesforceOauthPath::token : values::SalesforceOauthPath::authorize;
  FindingBuilder finding = ctx.report(
      cases::CRD034_no_endpoint, endpoint.written.fact->value,
      is_bare(endpoint)
          ? fmt::format("`{}` is the bare host `{}`; Salesforce has its {} endpoint at `{}`",
                        endpoint.written.name, endpoint.host, token ? "token" : "authorization",
                        path)
          : fmt::format("`{}` has the path `{}`; Salesforce has its {} endpoint at `{}`",
                        endpoint.written.name, endpoint.uri.path, token ? "token" : "authorization",
                        path));
  finding.subject(endpoint.written.name);
  if (!is_bare(endpoint) || !known_host || endpoint.uri.has_query || !endpoint.uri.port.empty()) {
    return;
  }
  const std::string url = fmt::format("https://{}{}", endpoint.host, path);
  finding.fix(fmt::format("Write `{}`", url), Applicability::unsafe,
              ctx.set_text(ctx.file_id(), endpoint.written.fact->value, url));
}

/// The login of all orgs knows no data of any.
static bool check_login_host(RuleContext& ctx, const Endpoint& endpoint,
                             const ResolvedCredential& credential) {
  if (!is_listed_host(ctx.schema(), values::SalesforceLoginHost::kListName, endpoint.host, false)) {
    return false;
  }
  const EnumSchema* apis = ctx.schema().find_enum(values::SalesforceApiPath::kListName);
  const bool of_api = apis != nullptr && std::any_of(apis->values.begin(), apis->values.end(),
                                                     [&](const EnumValue& value) {
                                                       return endpoint.path.starts_with(value.name);
                                                     });
  const bool with_token = credential.flow.known() && is_oauth(*credential.flow.value);
  if (!of_api && !(is_bare(endpoint) && with_token)) return true;
  ctx.report(cases::CRD034_login_host, place_of(ctx, endpoint, endpoint.uri.host),
             fmt::format("`{}` is the login of all orgs; the APIs of an org are at the host of its "
                         "My Domain",
                         endpoint.host))
      .subject(endpoint.host)
      .help("write `https://<MyDomain>.my.salesforce.com`");
  return true;
}

/// Tokens of one org on their way to another.
static void check_org(RuleContext& ctx, const Endpoint& endpoint,
                      const ResolvedCredential& credential) {
  const std::string_view called = my_domain_name(ctx.schema(), endpoint.host);
  if (called.empty()) return;
  for (const Resolved<std::string>* issuer : {&credential.token_url, &credential.authorize_url}) {
    if (!issuer->known()) continue;
    const std::string host = host_of(*issuer->value);
    const std::string_view name = my_domain_name(ctx.schema(), host);
    if (name.empty() || name == called) continue;
    ctx.report(cases::CRD034_other_org, place_of(ctx, endpoint, endpoint.uri.host),
               fmt::format("callouts go to `{}` with tokens of `{}`, which by its name is another "
                           "org; an org takes the tokens that it issued",
                           endpoint.host, host))
        .subject(endpoint.host)
        .help("write the same My Domain in both, unless one is the former name of the other");
    return;
  }
}

static void check_callout(RuleContext& ctx, const Endpoint& endpoint) {
  if (!is_listed_host(ctx.schema(), values::SalesforceOauthHost::kListName, endpoint.host, true)) {
    return;
  }
  if (ctx.file().definition == SymbolId::none) return;
  const ResolvedCredential& credential = ctx.credential(ctx.file().definition);
  if (credential.flow.is(CredentialFlow::none)) return;
  if (check_login_host(ctx, endpoint, credential)) return;
  check_org(ctx, endpoint, credential);
}

static void check(RuleContext& ctx) {
  for (const WrittenAddress& written : addresses_of(ctx)) {
    if (!written.fact->judgeable()) continue;
    const std::string_view url = ctx.facts().text(*written.fact);
    const auto uri = parse_uri(url);
    if (!uri || !uri->has_authority) continue;
    const Endpoint endpoint{written, url, *uri, ascii::in_small_letters(uri->host),
                            ascii::in_small_letters(uri->path)};
    if (check_interface(ctx, endpoint) || check_visualforce(ctx, endpoint)) continue;
    if (written.use == AddressUse::callout) check_callout(ctx, endpoint);
    if (written.use == AddressUse::authorize || written.use == AddressUse::token) {
      check_oauth(ctx, endpoint);
    }
  }
}

extern const Rule rule{.id = rules::CRD034,
                       .unit = UnitKind::file,
                       .types = {types::AuthProvider, types::ExternalAuthIdentityProvider,
                                 types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::salesforce_endpoint_invalid
