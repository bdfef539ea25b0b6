#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ecac {

/// A marker that something replaces before deploy: `${NAME}`, `{{NAME}}`, `{NAME}` (upper case),
/// `%%NAME%%`, `__NAME__`, `@NAME@`, `REPLACE_…`, `REDACTED…` or `<…>` (written escaped).
///
/// Other spellings are rarer, and a text may mean them as they stand: `#NAME#`, `%NAME%`,
/// `#{name}`,
/// `$(name)`, `[[NAME]]`, `{env.NAME}`; and in an address, where braces are no characters,
/// `{name}`,
/// `[NAME]` and `$NAME`. A formula with a variable of the platform (`{!$Credential.…}`, and what is
/// meant to be one) is no marker.
struct Placeholder {
  std::size_t begin = 0;  ///< bytes of the decoded value
  std::size_t end = 0;
  bool unusual = false;  ///< one of the rarer spellings
};

/// The first placeholder at or after `from`; begin == end == npos if there is none.
Placeholder find_placeholder(std::string_view value, std::size_t from = 0);

/// True if any part of the value is a placeholder, so that its final text is unknown here.
bool has_placeholder(std::string_view value);

std::vector<Placeholder> find_placeholders(std::string_view value);

/// What of the braces that begin at `at` is a formula with a variable of the platform in the wrong
/// braces, as in `{{$Credential.Name.Field}}`: the place behind it, or `at`.
std::size_t misspelt_formula_end(std::string_view value, std::size_t at);

}  // namespace ecac
