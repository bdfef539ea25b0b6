#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// What gets a branch of the server that nobody has fetched; "" for what is none.
std::string git_fetch_hint(std::string_view revision);

}  // namespace ecac
