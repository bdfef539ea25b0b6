#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ecac {

/// It ends as a sentence does.
std::string as_sentence(std::string_view text);

/// At most so many bytes, whole characters, with `…` where something is gone.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace ecac
