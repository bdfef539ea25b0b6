#include "compiler/syntax/xml_reference.h"

#include "compiler/support/text/ascii.h"
#include "compiler/syntax/xml_characters.h"

namespace ecac {
namespace {

struct PredefinedEntity {
  std::string_view name;
  char32_t value;
};

constexpr PredefinedEntity kPredefinedEntities[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};

constexpr std::uint32_t kTooLarge = 0x110000;

int digit_value(char c, bool hexadecimal) {
  return hexadecimal || ascii::is_digit(c) ? ascii::hex_value(c) : -1;
}

XmlReference character_reference(std::string_view text, std::size_t at) {
  std::size_t p = at + 2;
  const bool hexadecimal = p < text.size() && text[p] == 'x';
  if (hexadecimal) ++p;
  const std::size_t digits = p;
  std::uint32_t value = 0;
  for (; p < text.size(); ++p) {
    const int digit = digit_value(text[p], hexadecimal);
    if (digit < 0) break;
    value = value * (hexadecimal ? 16u : 10u) + static_cast<std::uint32_t>(digit);
    if (value > kTooLarge) value = kTooLarge;
  }
  if (p == digits) return {};
  const auto size = static_cast<std::uint32_t>(p - at);
  if (p == text.size() || text[p] != ';') {
    return {.kind = XmlReferenceKind::unterminated, .size = size};
  }
  const auto kind =
      is_xml_char(value) ? XmlReferenceKind::character : XmlReferenceKind::invalid_character;
  return {.kind = kind, .size = size + 1, .value = value};
}

}  // namespace

XmlReference read_xml_reference(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && text[at + 1] == '#') return character_reference(text, at);
  if (!xml_name_starts(text, at + 1)) return {};
  const std::size_t end = xml_name_end(text, at + 1);
  const std::string_view name = text.substr(at + 1, end - at - 1);
  const bool terminated = end < text.size() && text[end] == ';';
  const auto size = static_cast<std::uint32_t>(end - at);
  for (const PredefinedEntity& entity : kPredefinedEntities) {
    if (name != entity.name) continue;
    if (!terminated) return {.kind = XmlReferenceKind::unterminated, .size = size};
    return {.kind = XmlReferenceKind::character, .size = size + 1, .value = entity.value};
  }
  if (!terminated) return {};
  return {.kind = XmlReferenceKind::undefined_entity, .size = size + 1};
}

}  // namespace ecac
