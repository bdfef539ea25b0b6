#pragma once

#include <cstdint>
#include <string_view>

namespace ecac {

/// Tells texts apart, to find out whether a file is still what it was; never shown or stored.
std::uint64_t content_hash(std::string_view bytes);

}  // namespace ecac
