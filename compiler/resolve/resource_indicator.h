#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// What is wrong with an OAuth `resource` (RFC 8707) for callouts to `url`, one sentence; "" if
/// they agree. Letter case of scheme and host, a default port, one slash at the end and the query
/// do not matter.
std::string resource_mismatch(std::string_view resource, std::string_view url);

}  // namespace ecac
