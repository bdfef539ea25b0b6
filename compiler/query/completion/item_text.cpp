#include "compiler/query/completion/item_text.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/edit/file_template.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

std::string sort_key(unsigned group, std::size_t number) {
  return fmt::format("{}{:05}", group, number);
}

void set_snippet(CompletionItem& item, std::string snippet) {
  item.plain = without_tab_stops(snippet);
  item.snippet = escape_snippet(item.plain) != snippet;
  item.text = item.snippet ? std::move(snippet) : item.plain;
}

std::string stop(unsigned number, std::string_view text) {
  if (text.empty()) return fmt::format("${{{}}}", number);
  return fmt::format("${{{}:{}}}", number, escape_snippet(escape_xml(text)));
}

std::string choice(unsigned number, std::span<const std::string_view> texts) {
  std::string words;
  for (const std::string_view text : texts) {
    if (!words.empty()) words += ',';
    words += escape_choice(escape_xml(text));
  }
  return fmt::format("${{{}|{}|}}", number, words);
}

std::vector<const EnumValue*> values_of(const EnumSchema& list, ApiVersion version) {
  std::vector<const EnumValue*> found;
  for (const EnumValue& value : list.values) {
    if (value.internal || value.by_org || value.undocumented) continue;
    if (value.standing == Standing::unconfirmed) continue;
    if (is_in(version, value.since, value.until)) found.push_back(&value);
  }
  return found;
}

}  // namespace ecac
