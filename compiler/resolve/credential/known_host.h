#pragma once

#include <string>
#include <string_view>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// The host of an address in small letters; "" if it has none.
std::string host_of(std::string_view url);
/// Whether the host is one of the list or, with `below`, lies below one of its domains.
bool is_listed_host(const SchemaSet& schema, std::string_view list, std::string_view host,
                    bool below);
/// A domain of a list, and what of a host stands in front of it.
struct ListedHost {
  std::string_view name = {};
  const EnumValue* domain = nullptr;  ///< null if the host lies below none
};
ListedHost listed_above(const SchemaSet& schema, std::string_view list, std::string_view host);

/// The name of the org's My Domain, with that of the sandbox, in the host of its login and APIs; ""
/// for other hosts. It stays the same where the host gets another form.
std::string_view my_domain_name(const SchemaSet& schema, std::string_view host);

/// Whether the credential is known to get its tokens from Salesforce: its provider is of that type,
/// or an address of it is that of an org or of the login of all orgs.
bool has_tokens_of_salesforce(const SchemaSet& schema, const ResolvedCredential& credential);

}  // namespace ecac
