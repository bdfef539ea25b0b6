#include "compiler/source/decode.h"

#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace {

using namespace std::string_view_literals;

/// A name out of a file, fit for a message.
std::string shown_encoding(std::string_view name) {
  std::string shown;
  for (char c : name.substr(0, 40)) shown.push_back(c > 0x20 && c < 0x7F ? c : '?');
  return shown;
}

/// The value of `encoding` in the XML declaration; empty if there is none. Reads curly quotes too:
/// they are a break for the scanner, but the name in them is meant.
std::string_view declared_encoding(std::string_view text) {
  if (text.starts_with(kUtf8Bom)) text.remove_prefix(kUtf8Bom.size());
  // What nearly every file begins with.
  if (text.starts_with(R"(<?xml version="1.0" encoding="UTF-8"?>)")) return "UTF-8";
  if (!text.starts_with("<?xml")) return {};
  std::string_view declaration = text.substr(5, 1024);
  declaration = declaration.substr(0, declaration.find_first_of("<>"));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  constexpr std::string_view kBlank = " \t\r\n";
  at = declaration.find_first_not_of(kBlank, at + 8);
  if (at == std::string_view::npos || declaration[at] != '=') return {};
  at = declaration.find_first_not_of(kBlank, at + 1);
  if (at == std::string_view::npos) return {};
  std::string_view value = declaration.substr(at);
  for (std::string_view quote : {"\""sv, "'"sv, "\u201C"sv, "\u201D"sv, "\u2018"sv, "\u2019"sv}) {
    if (!value.starts_with(quote)) continue;
    value.remove_prefix(quote.size());
    return value.substr(0, value.find_first_of("\"'\xE2?"));
  }
  return {};
}

/// Encodings that give themselves away by their first bytes and that we do not read.
std::string_view foreign_encoding(std::string_view bytes) {
  struct Sign {
    std::string_view bytes;
    std::string_view name;
  };
  constexpr Sign kSigns[] = {
      {"\x00\x00\xFE\xFF"sv, "UTF-32BE"},
      {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
      {"\x00\x00\x00<"sv, "UTF-32BE without a byte order mark"},
      {"<\x00\x00\x00"sv, "UTF-32LE without a byte order mark"},
      {"\x00<\x00"sv, "UTF-16BE without a byte order mark"},
      {"<\x00"sv, "UTF-16LE without a byte order mark"},
      {"\x4C\x6F\xA7\x94"sv, "EBCDIC"},
  };
  for (const Sign& sign : kSigns) {
    if (bytes.starts_with(sign.bytes)) return sign.name;
  }
  return {};
}

void decode_utf16(std::string_view bytes, bool big_endian, std::string& out) {
  auto unit = [&](std::size_t at) -> char32_t {
    auto first = static_cast<unsigned char>(bytes[at]);
    auto second = static_cast<unsigned char>(bytes[at + 1]);
    return big_endian ? char32_t{first} << 8 | second : char32_t{second} << 8 | first;
  };
  out.clear();
  out.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t value = unit(at);
    if (value >= 0xD800 && value < 0xDC00 && at + 3 < bytes.size()) {
      char32_t low = unit(at + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(out, value);
  }
  // Half a code unit at the end: a byte that no UTF-8 has, for the scanner to report.
  if (at < bytes.size()) out.push_back('\xFF');
}

DecodedText unsupported(std::string name) {
  return {.encoding = TextEncoding::unsupported, .unsupported_encoding = std::move(name)};
}

}  // namespace

DecodedText decode_text(std::string_view bytes, std::string& buffer) {
  // UTF-32LE begins like UTF-16LE, so the long signs are looked at first.
  if (std::string_view foreign = foreign_encoding(bytes); !foreign.empty()) {
    return unsupported(std::string(foreign));
  }
  const bool little = bytes.starts_with("\xFF\xFE");
  const bool big = bytes.starts_with("\xFE\xFF");
  if (little || big) {
    decode_utf16(bytes, big, buffer);
    const std::string declared = ascii::in_small_letters(declared_encoding(buffer));
    if (!declared.empty() && declared != "utf-16" && declared != (big ? "utf-16be" : "utf-16le")) {
      std::string name(big ? "UTF-16BE" : "UTF-16LE");
      name += " that claims to be ";
      name += shown_encoding(declared_encoding(buffer));
      return unsupported(std::move(name));
    }
    return {.encoding = big ? TextEncoding::utf16_be : TextEncoding::utf16_le, .text = buffer};
  }
  const std::string_view name = declared_encoding(bytes);
  if (!name.empty() && name != "UTF-8") {
    const std::string declared = ascii::in_small_letters(name);
    if (declared == "us-ascii" || declared == "ascii") {
      if (!is_ascii(bytes)) return unsupported("US-ASCII with bytes that are not ASCII");
    } else if (declared != "utf-8" && declared != "utf8") {
      return unsupported(shown_encoding(name));
    }
  }
  return {.encoding = bytes.starts_with(kUtf8Bom) ? TextEncoding::utf8_bom : TextEncoding::utf8,
          .text = bytes};
}

}  // namespace ecac
