#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// Markdown as it is written here and in the pages of rules, for readers that show none: tables
/// stand in columns, marks are gone. Lines are not wrapped.
std::string plain_text(std::string_view markdown);

}  // namespace ecac
