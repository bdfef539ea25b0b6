#include "compiler/emit/text/xml_text.h"

#include "compiler/emit/text/display_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

std::string xml_text(std::string_view text) {
  const std::string shown = printable(text);
  std::string out;
  out.reserve(shown.size());
  for (std::size_t at = 0; at < shown.size();) {
    const Utf8Char scalar = decode_utf8(shown, at);
    switch (scalar.value) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case 0xFFFE:
      case 0xFFFF: append_utf8(out, kReplacementCharacter); break;
      default: out.append(shown, at, scalar.size);
    }
    at += scalar.size;
  }
  return out;
}

}  // namespace ecac
