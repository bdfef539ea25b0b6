#include "compiler/syntax/xml_break.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "compiler/support/utf8.h"
#include "compiler/syntax/xml_declaration.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {
namespace {

/// A name out of the text, cut where it is too long for a message.
std::string break_name(const XmlScan& scan, TextRange range) {
  constexpr std::size_t kLongest = 60;
  const std::string_view name = range.in(scan.text());
  if (name.size() <= kLongest) return std::string(name);
  std::size_t size = kLongest;
  while (size > 0 && (name[size] & 0xC0) == 0x80) --size;
  return std::string(name.substr(0, size)) + "...";
}

std::string prefix_of(const XmlScan& scan, TextRange range) {
  const std::string_view name = range.in(scan.text());
  const auto size = static_cast<std::uint32_t>(std::min(name.find(':'), name.size()));
  return break_name(scan, {range.begin, range.begin + size});
}

bool concerns_tag_pairs(XmlBreakKind kind) {
  return kind == XmlBreakKind::misspelt_end_tag || kind == XmlBreakKind::stray_end_tag ||
         kind == XmlBreakKind::unclosed_element;
}

bool is_only_unpaired_tag(const XmlScan& scan) {
  return scan.omitted_breaks() == 0 &&
         std::count_if(scan.breaks().begin(), scan.breaks().end(),
                       [](const XmlBreak& b) { return concerns_tag_pairs(b.kind); }) == 1;
}

/// The comment with a blank between hyphens that stand together.
std::string separate_hyphens(std::string_view comment) {
  const std::string_view inner = comment.substr(4, comment.size() - 7);
  std::string out = "<!--";
  for (char c : inner) {
    if (c == '-' && out.back() == '-' && out.size() > 4) out += ' ';
    out += c;
  }
  if (out.back() == '-' && out.size() > 4) out += ' ';
  return out + "-->";
}

XmlBreakFix straighten_quotes(const XmlScan& scan, TextRange quoted) {
  const std::string_view text = quoted.in(scan.text());
  const std::uint32_t open = text.starts_with("\xE2\x80") ? 3 : 1;
  std::uint32_t close = 0;  // it may be missing
  if (text.size() > open) close = text.ends_with('"') || text.ends_with('\'') ? 1 : 0;
  if (text.size() >= open + 3 && curly_quote_size(text, text.size() - 3) > 0) close = 3;
  const std::string_view value = text.substr(open, text.size() - open - close);
  const std::string straight = value.find('"') == std::string_view::npos ? "\"" : "'";
  // Two edits that touch would have no order.
  if (value.empty() && close == 0) {
    return {.description = "Use straight quotes",
            .safe = true,
            .edits = {{quoted, straight + straight}}};
  }
  return {.description = "Use straight quotes",
          .safe = true,
          .edits = {{{quoted.begin, quoted.begin + open}, straight},
                    {{quoted.end - close, quoted.end}, straight}}};
}

}  // namespace

std::string_view to_string(XmlBreakKind kind) {
  switch (kind) {
    case XmlBreakKind::invalid_utf8: return "invalid-utf8";
    case XmlBreakKind::forbidden_character: return "forbidden-character";
    case XmlBreakKind::declaration_not_at_start: return "declaration-not-at-start";
    case XmlBreakKind::malformed_declaration: return "malformed-declaration";
    case XmlBreakKind::curly_quote_in_declaration: return "curly-quote-in-declaration";
    case XmlBreakKind::doctype: return "doctype";
    case XmlBreakKind::missing_root: return "missing-root";
    case XmlBreakKind::second_root: return "second-root";
    case XmlBreakKind::text_outside_root: return "text-outside-root";
    case XmlBreakKind::unclosed_element: return "unclosed-element";
    case XmlBreakKind::misspelt_end_tag: return "misspelt-end-tag";
    case XmlBreakKind::stray_end_tag: return "stray-end-tag";
    case XmlBreakKind::malformed_end_tag: return "malformed-end-tag";
    case XmlBreakKind::unterminated_start_tag: return "unterminated-start-tag";
    case XmlBreakKind::unexpected_character_in_tag: return "unexpected-character-in-tag";
    case XmlBreakKind::attribute_without_value: return "attribute-without-value";
    case XmlBreakKind::unquoted_attribute_value: return "unquoted-attribute-value";
    case XmlBreakKind::unterminated_attribute_value: return "unterminated-attribute-value";
    case XmlBreakKind::curly_quote_in_attribute: return "curly-quote-in-attribute";
    case XmlBreakKind::missing_space_before_attribute: return "missing-space-before-attribute";
    case XmlBreakKind::duplicate_attribute: return "duplicate-attribute";
    case XmlBreakKind::less_than_in_attribute_value: return "less-than-in-attribute-value";
    case XmlBreakKind::bare_less_than: return "bare-less-than";
    case XmlBreakKind::bare_ampersand: return "bare-ampersand";
    case XmlBreakKind::unterminated_reference: return "unterminated-reference";
    case XmlBreakKind::undefined_entity: return "undefined-entity";
    case XmlBreakKind::invalid_character_reference: return "invalid-character-reference";
    case XmlBreakKind::cdata_end_in_text: return "cdata-end-in-text";
    case XmlBreakKind::double_hyphen_in_comment: return "double-hyphen-in-comment";
    case XmlBreakKind::unterminated_comment: return "unterminated-comment";
    case XmlBreakKind::unterminated_cdata: return "unterminated-cdata";
    case XmlBreakKind::malformed_processing_instruction: return "malformed-processing-instruction";
    case XmlBreakKind::unterminated_processing_instruction:
      return "unterminated-processing-instruction";
    case XmlBreakKind::reserved_processing_instruction: return "reserved-processing-instruction";
    case XmlBreakKind::malformed_qualified_name: return "malformed-qualified-name";
    case XmlBreakKind::unbound_prefix: return "unbound-prefix";
    case XmlBreakKind::reserved_namespace: return "reserved-namespace";
    case XmlBreakKind::empty_prefix_namespace: return "empty-prefix-namespace";
  }
  std::abort();  // not an XmlBreakKind
}

std::string describe(const XmlScan& scan, const XmlBreak& broken) {
  auto place = [&] { return break_name(scan, broken.place); };
  auto related = [&] { return break_name(scan, broken.related); };
  switch (broken.kind) {
    case XmlBreakKind::invalid_utf8:
      return fmt::format("byte 0x{:02X} is not valid UTF-8",
                         static_cast<unsigned char>(scan.text()[broken.place.begin]));
    case XmlBreakKind::forbidden_character:
      return fmt::format(
          "XML does not allow the character U+{:04X}",
          static_cast<std::uint32_t>(decode_utf8(scan.text(), broken.place.begin).value));
    case XmlBreakKind::declaration_not_at_start:
      return "the XML declaration must be the first thing in the file";
    case XmlBreakKind::malformed_declaration:
      return "malformed XML declaration; expected `<?xml version=\"1.0\" encoding=\"UTF-8\"?>`";
    case XmlBreakKind::curly_quote_in_declaration:
      return "curly quote in the XML declaration; use a straight quote";
    case XmlBreakKind::doctype: return "a DOCTYPE is never accepted; metadata has no use for one";
    case XmlBreakKind::missing_root: return "the file has no root element";
    case XmlBreakKind::second_root:
      return fmt::format("second root element `<{}>` after the end of `<{}>`", place(), related());
    case XmlBreakKind::text_outside_root: return "text outside the root element";
    case XmlBreakKind::unclosed_element: return fmt::format("`<{}>` is never closed", place());
    case XmlBreakKind::misspelt_end_tag: {
      std::string end_tag = place();
      if (!end_tag.starts_with('<')) end_tag = "</" + end_tag + ">";
      return fmt::format("`<{}>` is closed by `{}`", related(), end_tag);
    }
    case XmlBreakKind::stray_end_tag: {
      std::string end_tag = place();
      if (!end_tag.starts_with('<')) end_tag = "</" + end_tag + ">";
      return fmt::format("`{}` closes nothing: no such element is open here", end_tag);
    }
    case XmlBreakKind::malformed_end_tag: return "malformed end tag; expected `</name>`";
    case XmlBreakKind::unterminated_start_tag:
      return fmt::format("the start tag of `{}` has no `>`", place());
    case XmlBreakKind::unexpected_character_in_tag:
      return "only attributes like `name=\"value\"` may stand in a start tag";
    case XmlBreakKind::attribute_without_value:
      return fmt::format("attribute `{}` has no value", place());
    case XmlBreakKind::unquoted_attribute_value: return "the attribute's value needs quotes";
    case XmlBreakKind::unterminated_attribute_value:
      return "the attribute's value has no closing quote";
    case XmlBreakKind::curly_quote_in_attribute:
      return "curly quote around an attribute's value; use a straight quote";
    case XmlBreakKind::missing_space_before_attribute:
      return fmt::format("a space is missing before attribute `{}`", place());
    case XmlBreakKind::duplicate_attribute:
      return fmt::format("attribute `{}` is there twice", place());
    case XmlBreakKind::less_than_in_attribute_value:
      return "`<` inside an attribute's value; write `&lt;`";
    case XmlBreakKind::bare_less_than: return "bare `<` in text; write `&lt;`";
    case XmlBreakKind::bare_ampersand: return "bare `&`; write `&amp;`";
    case XmlBreakKind::unterminated_reference: return "the reference has no `;` at its end";
    case XmlBreakKind::undefined_entity:
      return "undefined entity; XML knows only `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`";
    case XmlBreakKind::invalid_character_reference:
      return "reference to a character that XML does not allow";
    case XmlBreakKind::cdata_end_in_text: return "`]]>` outside a CDATA section; write `]]&gt;`";
    case XmlBreakKind::double_hyphen_in_comment: return "`--` is not allowed inside a comment";
    case XmlBreakKind::unterminated_comment: return "the comment is never closed";
    case XmlBreakKind::unterminated_cdata: return "the CDATA section is never closed";
    case XmlBreakKind::malformed_processing_instruction: return "malformed processing instruction";
    case XmlBreakKind::unterminated_processing_instruction:
      return "the processing instruction is never closed";
    case XmlBreakKind::reserved_processing_instruction:
      return fmt::format("`{}` is reserved and cannot name a processing instruction", place());
    case XmlBreakKind::malformed_qualified_name:
      return fmt::format("`{}` is not a name: one colon may stand between a prefix and a name",
                         place());
    case XmlBreakKind::unbound_prefix:
      return fmt::format("prefix `{}` is not declared", prefix_of(scan, broken.place));
    case XmlBreakKind::reserved_namespace:
      return fmt::format("`{}` declares what is reserved to XML itself", place());
    case XmlBreakKind::empty_prefix_namespace:
      return fmt::format("`{}` declares an empty namespace", place());
  }
  std::abort();  // not an XmlBreakKind
}

std::string describe_related(const XmlScan& scan, const XmlBreak& broken) {
  if (broken.related.empty()) return {};
  if (broken.kind == XmlBreakKind::misspelt_end_tag) return "opened here";
  if (broken.kind == XmlBreakKind::unclosed_element) return "closed only by this end tag";
  if (broken.kind == XmlBreakKind::duplicate_attribute) return "first one here";
  if (broken.kind == XmlBreakKind::second_root) return "first root element";
  if (broken.kind == XmlBreakKind::stray_end_tag) {
    return fmt::format("`<{}>` is open", break_name(scan, broken.related));
  }
  return {};
}

std::optional<XmlBreakFix> fix_of(const XmlScan& scan, const XmlBreak& broken) {
  const TextRange place = broken.place;
  auto edit = [](std::string description, bool safe, TextRange range, std::string text) {
    return XmlBreakFix{
        .description = std::move(description), .safe = safe, .edits = {{range, std::move(text)}}};
  };
  if (broken.kind == XmlBreakKind::bare_ampersand) {
    return edit("Write `&amp;`", true, place, "&amp;");
  }
  if (broken.kind == XmlBreakKind::bare_less_than) {
    return edit("Write `&lt;`", false, place, "&lt;");
  }
  if (broken.kind == XmlBreakKind::less_than_in_attribute_value) {
    return edit("Write `&lt;`", true, place, "&lt;");
  }
  if (broken.kind == XmlBreakKind::unterminated_reference) {
    return edit("Close the reference", false, {place.end, place.end}, ";");
  }
  if (broken.kind == XmlBreakKind::cdata_end_in_text) {
    return edit("Write `]]&gt;`", true, {place.end - 1, place.end}, "&gt;");
  }
  if (broken.kind == XmlBreakKind::missing_space_before_attribute) {
    return edit("Insert a space", true, {place.begin, place.begin}, " ");
  }
  if (broken.kind == XmlBreakKind::double_hyphen_in_comment) {
    return edit("Separate the hyphens", true, broken.related,
                separate_hyphens(broken.related.in(scan.text())));
  }
  if (is_curly_quote(broken.kind)) return straighten_quotes(scan, place);
  if (broken.kind == XmlBreakKind::misspelt_end_tag && is_only_unpaired_tag(scan)) {
    std::string name(broken.related.in(scan.text()));
    if (place.in(scan.text()).starts_with('<')) name = "</" + name + ">";
    return edit("Close with the name that was opened", false, place, name);
  }
  return std::nullopt;
}

}  // namespace ecac
