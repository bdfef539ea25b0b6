#include "compiler/server/transport/json_text.h"

#include <optional>

#include "compiler/support/text/ascii.h"

namespace ecac {
namespace json_text {

static bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kDeepestMessage) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

/// The unit of UTF-16 that an escape at this place stands for.
static std::optional<unsigned> unit_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = ascii::hex_value(text[i]);
    if (digit < 0) return std::nullopt;
    unit = unit * 16 + static_cast<unsigned>(digit);
  }
  return unit;
}

static bool is_first_half(unsigned unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
static bool is_second_half(unsigned unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

/// The text with each half of a pair that stands alone written as U+FFFD; none if there is none.
static std::optional<std::string> without_lone_halves(std::string_view text) {
  std::optional<std::string> mended;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '\\') continue;
    const std::optional<unsigned> unit = unit_at(text, i);
    if (!unit || !(is_first_half(*unit) || is_second_half(*unit))) {
      ++i;  // what is escaped begins nothing
      continue;
    }
    const std::optional<unsigned> next = unit_at(text, i + 6);
    if (is_first_half(*unit) && next && is_second_half(*next)) {
      i += 11;
      continue;
    }
    if (!mended) mended = std::string(text);
    mended->replace(i + 2, 4, "fffd");
    i += 5;
  }
  return mended;
}

}  // namespace json_text

Result<Json> parse_message(std::string_view text) {
  if (json_text::is_too_deep(text)) return Error{"the JSON is nested too deep"};
  Json value = Json::parse(text, nullptr, false);
  if (value.is_discarded()) {
    if (const auto mended = json_text::without_lone_halves(text)) {
      value = Json::parse(*mended, nullptr, false);
    }
  }
  if (value.is_discarded()) return Error{"the message is no JSON in UTF-8"};
  return value;
}

std::string write_message(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace ecac
