#include "compiler/resolve/credential/known_host.h"

#include <algorithm>

#include "compiler/schema/values/AuthProviderType.h"
#include "compiler/schema/values/SalesforceMyDomain.h"
#include "compiler/schema/values/SalesforceOauthHost.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// Length of the name and the dot in front of a domain; 0 if the host does not lie below it.
std::size_t length_below(std::string_view host, std::string_view domain) {
  if (host.size() < domain.size() + 2 || !host.ends_with(domain)) return 0;
  const std::size_t length = host.size() - domain.size();
  return host[length - 1] == '.' ? length : 0;
}

bool is_oauth_host(const SchemaSet& schema, const Resolved<std::string>& url) {
  return url.known() &&
         is_listed_host(schema, values::SalesforceOauthHost::kListName, host_of(*url.value), true);
}

}  // namespace

std::string host_of(std::string_view url) {
  const auto uri = parse_uri(url);
  return ascii::in_small_letters(uri && uri->has_authority ? uri->host : std::string_view());
}

bool is_listed_host(const SchemaSet& schema, std::string_view list, std::string_view host,
                    bool below) {
  const EnumSchema* hosts = schema.find_enum(list);
  if (hosts == nullptr || host.empty()) return false;
  return std::any_of(hosts->values.begin(), hosts->values.end(), [&](const EnumValue& value) {
    return host == value.name || (below && length_below(host, value.name) > 0);
  });
}

ListedHost listed_above(const SchemaSet& schema, std::string_view list, std::string_view host) {
  const EnumSchema* hosts = schema.find_enum(list);
  if (hosts == nullptr) return {};
  for (const EnumValue& value : hosts->values) {
    const std::size_t length = length_below(host, value.name);
    if (length > 0) return {host.substr(0, length - 1), &value};
  }
  return {};
}

std::string_view my_domain_name(const SchemaSet& schema, std::string_view host) {
  const std::string_view name =
      listed_above(schema, values::SalesforceMyDomain::kListName, host).name;
  return name.substr(0, name.find('.'));
}

bool has_tokens_of_salesforce(const SchemaSet& schema, const ResolvedCredential& credential) {
  return credential.provider.type.is(values::AuthProviderType::Salesforce) ||
         is_oauth_host(schema, credential.authorize_url) ||
         is_oauth_host(schema, credential.token_url);
}

}  // namespace ecac
