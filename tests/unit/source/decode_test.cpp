#include "compiler/source/decode.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

using namespace std::string_view_literals;

struct DecodeCase {
  std::string_view bytes;
  TextEncoding encoding;
  std::string_view text;  ///< the encoding's name for unsupported ones
};

constexpr DecodeCase kDecodeCases[] = {
    {"", TextEncoding::utf8, ""},
    {"<a/>", TextEncoding::utf8, "<a/>"},
    {"\xEF\xBB\xBF<a/>", TextEncoding::utf8_bom, "\xEF\xBB\xBF<a/>"},
    {"<a>\xFF</a>", TextEncoding::utf8, "<a>\xFF</a>"},
    {"<?xml version='1.0' encoding='utf-8'?><a/>", TextEncoding::utf8,
     "<?xml version='1.0' encoding='utf-8'?><a/>"},
    {"<?xml version=\"1.0\" encoding = \"us-ascii\"?><a/>", TextEncoding::utf8,
     "<?xml version=\"1.0\" encoding = \"us-ascii\"?><a/>"},
    {"<?xml version=\"1.0\" encoding=\"US-ASCII\"?><a>\u00E9</a>", TextEncoding::unsupported,
     "US-ASCII with bytes that are not ASCII"},
    {"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", TextEncoding::unsupported, "ISO-8859-1"},
    {"\xEF\xBB\xBF<?xml version='1.0' encoding='windows-1252'?><a/>", TextEncoding::unsupported,
     "windows-1252"},
    {"<?xml version=\u201C1.0\u201D encoding=\u201CUTF-8\u201D?><a/>", TextEncoding::utf8,
     "<?xml version=\u201C1.0\u201D encoding=\u201CUTF-8\u201D?><a/>"},
    {"<?xml version=\u201C1.0\u201D encoding=\u201CUTF-7\u201D?><a/>", TextEncoding::unsupported,
     "UTF-7"},
    // Only a declaration declares.
    {"<a encoding='ISO-8859-1'/>", TextEncoding::utf8, "<a encoding='ISO-8859-1'/>"},
    {"\xFF\xFE<\0a\0/\0>\0"sv, TextEncoding::utf16_le, "\xEF\xBB\xBF<a/>"},
    {"\xFE\xFF\0<\0a\0/\0>"sv, TextEncoding::utf16_be, "\xEF\xBB\xBF<a/>"},
    {"\xFE\xFF\xD8\x3C\xDF\x4F"sv, TextEncoding::utf16_be, "\xEF\xBB\xBF\U0001F34F"},
    // A lone surrogate and half a unit: bytes that no UTF-8 has, for the scanner to report.
    {"\xFE\xFF\xD8\x3C"sv, TextEncoding::utf16_be, "\xEF\xBB\xBF\xED\xA0\xBC"},
    {"\xFE\xFF\0<\0"sv, TextEncoding::utf16_be, "\xEF\xBB\xBF<\xFF"},
    {"\xFF\xFE\0\0<\0\0\0"sv, TextEncoding::unsupported, "UTF-32LE"},
    {"\0\0\xFE\xFF\0\0\0<"sv, TextEncoding::unsupported, "UTF-32BE"},
    {"<\0a\0"sv, TextEncoding::unsupported, "UTF-16LE without a byte order mark"},
    {"\0<\0a"sv, TextEncoding::unsupported, "UTF-16BE without a byte order mark"},
};

TEST(Decode, FindsEncodingAndText) {
  for (const DecodeCase& c : kDecodeCases) {
    std::string buffer;
    const DecodedText decoded = decode_text(c.bytes, buffer);
    EXPECT_EQ(decoded.encoding, c.encoding) << c.bytes;
    if (c.encoding == TextEncoding::unsupported) {
      EXPECT_EQ(decoded.unsupported_encoding, c.text) << c.bytes;
    } else {
      EXPECT_EQ(decoded.text, c.text) << c.bytes;
    }
  }
}

TEST(Decode, DoesNotCopyUtf8) {
  const std::string_view bytes = "\xEF\xBB\xBF<a/>";
  std::string buffer;
  const DecodedText decoded = decode_text(bytes, buffer);
  EXPECT_EQ(decoded.text.data(), bytes.data());
  EXPECT_TRUE(decoded.offsets_are_file_offsets());
}

TEST(Decode, HoldsADeclarationAgainstUtf16) {
  auto as_utf16 = [](std::string_view ascii) {
    std::string bytes = "\xFF\xFE";
    for (char c : ascii) {
      bytes += c;
      bytes += '\0';
    }
    return bytes;
  };
  std::string buffer;
  const std::string good = as_utf16("<?xml version='1.0' encoding='UTF-16'?><a/>");
  EXPECT_EQ(decode_text(good, buffer).encoding, TextEncoding::utf16_le);
  EXPECT_FALSE(decode_text(good, buffer).offsets_are_file_offsets());
  const std::string bad = as_utf16("<?xml version='1.0' encoding='UTF-8'?><a/>");
  EXPECT_EQ(decode_text(bad, buffer).unsupported_encoding, "UTF-16LE that claims to be UTF-8");
}

}  // namespace
}  // namespace ecac
