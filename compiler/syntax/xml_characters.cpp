#include "compiler/syntax/xml_characters.h"

#include <algorithm>
#include <iterator>

namespace ecac {
namespace {

struct NameRange {
  char32_t first;
  char32_t last;
};

// Production 4 above ASCII.
constexpr NameRange kNameStartRanges[] = {
    {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
    {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
};

}  // namespace

bool is_xml_name_start(char32_t c) {
  if (c < 0x80) return c == ':' || xml_byte_is(static_cast<char>(c), kXmlNameStart);
  return std::any_of(std::begin(kNameStartRanges), std::end(kNameStartRanges),
                     [c](NameRange range) { return range.first <= c && c <= range.last; });
}

bool is_xml_name_char(char32_t c) {
  if (c < 0x80) return c == ':' || xml_byte_is(static_cast<char>(c), kXmlName);
  return c == 0xB7 || (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040) ||
         is_xml_name_start(c);
}

std::size_t xml_name_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (xml_byte_is(text[at], kXmlName) || text[at] == ':') {
      ++at;
      continue;
    }
    if (static_cast<unsigned char>(text[at]) < 0x80) break;
    Utf8Char c = decode_utf8(text, at);
    if (!c.valid || !is_xml_name_char(c.value)) break;
    at += c.size;
  }
  return at;
}

bool is_qualified_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return true;
  return colon != 0 && name.find(':', colon + 1) == std::string_view::npos &&
         xml_name_starts(name, colon + 1);
}

XmlOddRun read_odd_run(std::string_view text, std::size_t at) {
  XmlOddRun run;
  while (at + run.size < text.size() && xml_byte_is(text[at + run.size], kXmlOdd)) {
    Utf8Char c = decode_utf8(text, at + run.size);
    const bool valid = c.valid && is_xml_char(c.value);
    if (run.size == 0) {
      run = {.size = c.size, .valid = valid, .utf8 = c.valid};
      if (valid) break;
    } else {
      if (valid || c.valid != run.utf8) break;
      run.size += c.size;
    }
  }
  return run;
}

}  // namespace ecac
