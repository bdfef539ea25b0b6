#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "compiler/schema/type_schema.h"

namespace ecac {

/// The longest comma list whose items are judged one by one, in bytes.
inline constexpr std::size_t kLongestList = std::size_t{16} << 10;

/// One item of a list value: its text without blanks around it, and where it stands in the value.
struct ListItem {
  std::string_view text;
  std::size_t begin = 0;  ///< bytes of the decoded value
  std::size_t end = 0;
};

/// XML's white space.
constexpr bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// What blanks around it leave of the text; at its end if nothing is left.
std::string_view trim_blanks(std::string_view text);

/// Calls `visit(ListItem)` for each item in order, empty ones included; a value that is not a list
/// has one item. Lines also end at CR, so that `&#13;` and `&#10;` in a callback list both
/// separate.
template <class Visit>
void for_each_item(std::string_view value, ListSyntax syntax, Visit&& visit) {
  const std::string_view separators = syntax == ListSyntax::comma   ? ","
                                      : syntax == ListSyntax::lines ? "\n\r"
                                      : syntax == ListSyntax::space ? " \t\n\r"
                                                                    : "";
  std::size_t begin = 0;
  while (begin <= value.size()) {
    std::size_t end = separators.empty() ? value.size() : value.find_first_of(separators, begin);
    if (end == std::string_view::npos) end = value.size();
    const std::string_view item = trim_blanks(value.substr(begin, end - begin));
    const std::size_t start =
        item.empty() ? begin : static_cast<std::size_t>(item.data() - value.data());
    // Blank lines and repeated blanks separate nothing; an empty place between commas does.
    if (!item.empty() || syntax == ListSyntax::comma || syntax == ListSyntax::none) {
      visit(ListItem{item, start, start + item.size()});
    }
    begin = end + 1;
  }
}

/// Splits an item further at `separator` (0: not at all); parts keep their places in the value.
template <class Visit>
void for_each_part(const ListItem& item, char separator, Visit&& visit) {
  if (separator == '\0' || item.text.find(separator) == std::string_view::npos) {
    visit(item);
    return;
  }
  for (std::size_t begin = 0; begin <= item.text.size();) {
    const std::size_t end = std::min(item.text.find(separator, begin), item.text.size());
    const std::string_view part = trim_blanks(item.text.substr(begin, end - begin));
    const std::size_t start = item.begin + static_cast<std::size_t>(part.data() - item.text.data());
    visit(ListItem{part, start, start + part.size()});
    begin = end + 1;
  }
}

}  // namespace ecac
