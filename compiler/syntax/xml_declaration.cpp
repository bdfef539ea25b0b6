#include "compiler/syntax/xml_declaration.h"

#include <algorithm>

#include "compiler/support/text/ascii.h"
#include "compiler/syntax/xml_characters.h"

namespace ecac {
namespace {

bool is_version(std::string_view value) {
  return value.size() > 2 && value.starts_with("1.") &&
         std::all_of(value.begin() + 2, value.end(), ascii::is_digit);
}

bool is_encoding_name(std::string_view value) {
  return !value.empty() && ascii::is_letter(value[0]) &&
         std::all_of(value.begin(), value.end(),
                     [](char c) { return ascii::is_word(c) || c == '.' || c == '-'; });
}

bool is_yes_or_no(std::string_view value) {
  return value == "yes" || value == "no";
}

struct PseudoAttribute {
  std::string_view name;
  bool required;
  bool (*is_valid)(std::string_view);
};

constexpr PseudoAttribute kPseudoAttributes[] = {
    {"version", true, is_version},
    {"encoding", false, is_encoding_name},
    {"standalone", false, is_yes_or_no},
};

std::size_t skip_blank_bytes(std::string_view text, std::size_t at) {
  while (at < text.size() && xml_byte_is(text[at], kXmlBlank)) ++at;
  return at;
}

std::size_t quote_size(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) return 1;
  return curly_quote_size(text, at);
}

bool is_single_quote(std::string_view text, std::size_t at) {
  return text[at] == '\'' || (text[at] != '"' && curly_quote_is_single(text, at));
}

}  // namespace

std::size_t curly_quote_size(std::string_view text, std::size_t at) {
  if (at + 3 > text.size() || text[at] != '\xE2' || text[at + 1] != '\x80') return 0;
  const char last = text[at + 2];
  return last == '\x98' || last == '\x99' || last == '\x9C' || last == '\x9D' ? 3 : 0;
}

bool curly_quote_is_single(std::string_view text, std::size_t at) {
  return text[at + 2] == '\x98' || text[at + 2] == '\x99';
}

XmlDeclarationCheck check_xml_declaration(std::string_view inner) {
  XmlDeclarationCheck check;
  bool good = true;
  std::size_t at = 0;
  for (const PseudoAttribute& attribute : kPseudoAttributes) {
    const std::size_t name = skip_blank_bytes(inner, at);
    if (!inner.substr(name).starts_with(attribute.name)) {
      good = good && !attribute.required;
      continue;
    }
    good = good && name != at;
    at = skip_blank_bytes(inner, name + attribute.name.size());
    if (at >= inner.size() || inner[at] != '=') return check;
    const std::size_t open = skip_blank_bytes(inner, at + 1);
    const std::size_t open_size = quote_size(inner, open);
    if (open_size == 0) return check;
    std::size_t close = open + open_size;
    while (close < inner.size() && quote_size(inner, close) == 0) ++close;
    const std::size_t close_size = quote_size(inner, close);
    if (close_size == 0) return check;
    good = good && attribute.is_valid(inner.substr(open + open_size, close - open - open_size));
    at = close + close_size;
    // A curly quote that is not the other half of a pair is part of a bad value.
    const bool ends = at == inner.size() || xml_byte_is(inner[at], kXmlBlank);
    if ((open_size > 1 || close_size > 1) && !ends) return check;
    if (is_single_quote(inner, open) != is_single_quote(inner, close)) return check;
    if (open_size > 1 || close_size > 1) {
      check.curly[check.curly_count++] = {static_cast<std::uint32_t>(open),
                                          static_cast<std::uint32_t>(at)};
    }
  }
  check.valid = good && skip_blank_bytes(inner, at) == inner.size();
  return check;
}

}  // namespace ecac
