#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ecac {

/// A marker that something replaces before deploy: `${NAME}`, `{{NAME}}`, `{NAME}` (upper case),
/// `%%NAME%%`, `__NAME__`, `@NAME@`, `REPLACE_…`, `REDACTED…` or `<…>` (written escaped).
struct Placeholder {
  std::size_t begin = 0;  ///< bytes of the decoded value
  std::size_t end = 0;
};

/// The first placeholder at or after `from`; begin == end == npos if there is none.
Placeholder find_placeholder(std::string_view value, std::size_t from = 0);

/// True if any part of the value is a placeholder, so that its final text is unknown here.
bool has_placeholder(std::string_view value);

std::vector<Placeholder> find_placeholders(std::string_view value);

}  // namespace ecac
