#include "compiler/emit/text/json_writer.h"

#include <array>
#include <cstdint>
#include <cstring>

#include "compiler/emit/text/display_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

static void append_code_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kHex[(unit >> shift) & 0xFU];
}

/// As UTF-16, in which a character above U+FFFF takes two units (RFC 8259, section 7).
static void append_escaped(std::string& out, char32_t scalar) {
  constexpr char32_t kFirstOfTwoUnits = 0x10000;
  if (scalar < kFirstOfTwoUnits) {
    append_code_unit(out, scalar);
    return;
  }
  const char32_t rest = scalar - kFirstOfTwoUnits;
  append_code_unit(out, 0xD800 + (rest >> 10U));
  append_code_unit(out, 0xDC00 + (rest & 0x3FFU));
}

/// By byte: whether it stands in a string as it is.
static constexpr std::array<bool, 256> kPlainInJson = [] {
  std::array<bool, 256> plain = {};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

/// How many bytes from `at` on, in eights, stand in a string as they are. Most of what is written
/// is long prose, of which looking at each byte took a third of a small run.
static std::size_t plain_eights(std::string_view value, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kHighBits = kOnes << 7U;
  // The high bit of each byte of the result is set where that byte of `bytes` is 0; one above such
  // a byte may be, too.
  const auto zero_bytes = [](std::uint64_t bytes) { return (bytes - kOnes) & ~bytes; };
  std::size_t end = at;
  for (std::uint64_t bytes = 0; end + sizeof bytes <= value.size(); end += sizeof bytes) {
    std::memcpy(&bytes, value.data() + end, sizeof bytes);
    const std::uint64_t control = (bytes - kOnes * 0x20) & ~bytes;
    const std::uint64_t special = bytes | control | zero_bytes(bytes ^ kOnes * '"') |
                                  zero_bytes(bytes ^ kOnes * '\\') |
                                  zero_bytes(bytes ^ kOnes * 0x7F);
    if ((special & kHighBits) != 0) break;
  }
  return end - at;
}

void append_json_string(std::string& out, std::string_view value) {
  out += '"';
  std::size_t plain = 0;
  for (std::size_t at = 0; at < value.size();) {
    if (const std::size_t eights = plain_eights(value, at); eights != 0) {
      at += eights;
      continue;
    }
    const auto byte = static_cast<unsigned char>(value[at]);
    if (kPlainInJson[byte]) {
      ++at;
      continue;
    }
    const Utf8Char scalar = decode_utf8(value, at);
    if (byte >= 0x80 && scalar.valid && !is_unseen(scalar.value)) {
      at += scalar.size;
      continue;
    }
    out.append(value.substr(plain, at - plain));
    switch (scalar.value) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case 0xFFFD: out += "\xEF\xBF\xBD"; break;
      default: append_escaped(out, scalar.value);
    }
    at += scalar.size;
    plain = at;
  }
  out.append(value.substr(plain));
  out += '"';
}

void JsonWriter::new_line() {
  if (indent_ == 0) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(indent_) * static_cast<std::size_t>(depth_), ' ');
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) out_ += ',';
  if (depth_ > 0) new_line();
  first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(out_, name);
  out_ += indent_ > 0 ? ": " : ":";
  after_key_ = true;
  return *this;
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!first_) new_line();
  out_ += bracket;
  first_ = false;
}

void JsonWriter::literal(std::string_view text) {
  separate();
  out_ += text;
}

void JsonWriter::string(std::string_view value) {
  separate();
  append_json_string(out_, value);
}

void JsonWriter::boolean(bool value) {
  literal(value ? "true" : "false");
}

}  // namespace ecac
