#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// How an OAuth `resource` (RFC 8707) fits callouts to an address. Letter case of scheme and host,
/// a default port, one slash at the end and the query do not matter.
enum class ResourceFit : std::uint8_t {
  same,
  other_path,    ///< another path of the same server
  other_server,  ///< another scheme, host or port
  no_indicator,  ///< the resource is none
  no_address,    ///< callouts go to nothing that can be compared
};
ResourceFit resource_fit(std::string_view resource, std::string_view url);

/// Whether a parameter of that name says which server a token is for.
bool names_audience(std::string_view parameter);

/// What keeps the text from being a resource indicator, as in "it has a fragment"; "" if it is one.
std::string_view resource_problem(std::string_view resource);

/// The two name the same resource and differ in a slash at the end only.
bool differ_in_last_slash(std::string_view a, std::string_view b);

/// What is wrong with an OAuth `resource` for callouts to `url`, one sentence; "" if they agree.
std::string resource_mismatch(std::string_view resource, std::string_view url);

/// How the server behind a token endpoint wants to be told whom a token is for.
AudienceForm audience_form(const SchemaSet& schema, std::string_view token_url);

/// The audience that a scope of such a server begins with: what stands before its last slash; "" if
/// there is none.
std::string_view audience_of_scope(std::string_view scope);

}  // namespace ecac
