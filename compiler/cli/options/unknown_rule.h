#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// What to say of a word that is no rule.
std::string unknown_rule(std::string_view word);

}  // namespace ecac
