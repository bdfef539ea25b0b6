#pragma once

#include <cstdint>
#include <string_view>

namespace ecac {

/// XXH64 with seed 0, the same on every machine. Fast; not for anything that somebody may want to
/// forge.
std::uint64_t xxhash64(std::string_view bytes);

}  // namespace ecac
