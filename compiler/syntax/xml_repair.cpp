#include "compiler/syntax/xml_scanner.h"

namespace ecac {
namespace {

void append_repair(std::string_view text, const XmlRepair& repair, std::string& out) {
  switch (repair.text) {
    case XmlRepair::Text::nothing: return;
    case XmlRepair::Text::space: out += ' '; return;
    case XmlRepair::Text::comment: out += "<!---->"; return;
    case XmlRepair::Text::ampersand: out += "&amp;"; return;
    case XmlRepair::Text::less_than: out += "&lt;"; return;
    case XmlRepair::Text::greater_than: out += "&gt;"; return;
    case XmlRepair::Text::tag_end: out += '>'; return;
    case XmlRepair::Text::double_quote: out += '"'; return;
    case XmlRepair::Text::single_quote: out += '\''; return;
    case XmlRepair::Text::replacement_character: out += "\xEF\xBF\xBD"; return;
    case XmlRepair::Text::end_tag:
      out += "</";
      out += repair.name.in(text);
      out += '>';
      return;
    case XmlRepair::Text::declaration:
      out += " xmlns:";
      out += repair.name.in(text);
      out += "=\"urn:unbound\"";
      return;
  }
}

}  // namespace

void repaired_copy(const XmlScan& scan, std::string& out) {
  out.clear();
  if (scan.elements().empty()) return;
  const std::string_view text = scan.text();
  std::uint32_t copied = 0;
  bool after_removal = false;
  for (const XmlRepair& repair : scan.repairs()) {
    // Inside something that another repair took away.
    if (repair.range.begin < copied) continue;
    const bool quote = repair.text == XmlRepair::Text::double_quote ||
                       repair.text == XmlRepair::Text::single_quote;
    // The closing quote that was supplied for an attribute which then went as a whole.
    if (after_removal && quote && repair.range.empty() && repair.range.begin == copied) continue;
    out.append(text, copied, repair.range.begin - copied);
    append_repair(text, repair, out);
    copied = repair.range.end;
    after_removal = repair.text == XmlRepair::Text::space && !repair.range.empty();
  }
  out.append(text, copied);
}

}  // namespace ecac
