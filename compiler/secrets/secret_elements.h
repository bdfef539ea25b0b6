#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac::secrets {

/// Finds the values that stand under a secret name: elements (whole, unclosed or wrongly closed),
/// attributes, JSON members, query parameters. `names` are lower case. In prose, such as a message,
/// a tag in backticks is only spoken of.
void find_named(std::string_view text, std::span<const std::string> names, bool prose,
                std::vector<TextRange>& found);

}  // namespace ecac::secrets
