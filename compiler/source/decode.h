#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ecac {

/// How the bytes of a file were read.
enum class TextEncoding : std::uint8_t { utf8, utf8_bom, utf16_le, utf16_be, unsupported };

/// The text of a file as UTF-8. For UTF-8 input it is a view of the bytes themselves, BOM included.
struct DecodedText {
  TextEncoding encoding = TextEncoding::utf8;
  std::string_view text = {};
  /// For `unsupported`: the encoding that the file has or claims, for the message.
  std::string unsupported_encoding = {};

  /// Offsets are offsets of the file's bytes, so that edits can be applied to it.
  bool offsets_are_file_offsets() const {
    return encoding == TextEncoding::utf8 || encoding == TextEncoding::utf8_bom;
  }
};

/// Finds out the encoding from the BOM, the first bytes and the XML declaration. Invalid UTF-8 is
/// kept: the scanner reports it as a break. Unpaired surrogates of UTF-16 become invalid UTF-8.
/// `buffer` holds the text when decoding was needed; `bytes` and `buffer` must outlive the result.
DecodedText decode_text(std::string_view bytes, std::string& buffer);

}  // namespace ecac
