#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

class XmlScan;

/// What makes a text not well-formed XML 1.0 with namespaces. A DOCTYPE is in the list because we
/// refuse it.
enum class XmlBreakKind : std::uint8_t {
  invalid_utf8,
  forbidden_character,
  declaration_not_at_start,
  malformed_declaration,
  curly_quote_in_declaration,
  doctype,
  missing_root,
  second_root,
  text_outside_root,
  unclosed_element,
  misspelt_end_tag,
  stray_end_tag,
  malformed_end_tag,
  unterminated_start_tag,
  unexpected_character_in_tag,
  attribute_without_value,
  unquoted_attribute_value,
  unterminated_attribute_value,
  curly_quote_in_attribute,
  missing_space_before_attribute,
  duplicate_attribute,
  less_than_in_attribute_value,
  bare_less_than,
  bare_ampersand,
  unterminated_reference,
  undefined_entity,
  invalid_character_reference,
  cdata_end_in_text,
  double_hyphen_in_comment,
  unterminated_comment,
  unterminated_cdata,
  malformed_processing_instruction,
  unterminated_processing_instruction,
  reserved_processing_instruction,
  malformed_qualified_name,
  unbound_prefix,
  reserved_namespace,
  empty_prefix_namespace,
};

/// `kebab-case` name of the kind.
std::string_view to_string(XmlBreakKind kind);

/// Curly quotes around a value are a finding of their own (XML002), all others are XML001.
constexpr bool is_curly_quote(XmlBreakKind kind) {
  return kind == XmlBreakKind::curly_quote_in_declaration ||
         kind == XmlBreakKind::curly_quote_in_attribute;
}

/// One place where the text is broken. `place` is the narrowest wrong range; `related` is the other
/// half where there is one: the start tag's name for a misspelt end tag, the end tag that closed an
/// unclosed element, the first of two equal attributes, the whole comment, the first root.
struct XmlBreak {
  XmlBreakKind kind = {};
  TextRange place = {};
  TextRange related = {};
};

/// What is wrong, in a few words with the names concerned and never a value:
/// "`<label>` is closed by `</lable>`".
std::string describe(const XmlScan& scan, const XmlBreak& broken);

/// What to say of `related`; empty when there is no second place.
std::string describe_related(const XmlScan& scan, const XmlBreak& broken);

/// Bytes to replace, in the text as it was read.
struct XmlBreakEdit {
  TextRange range = {};
  std::string text = {};
};

/// Edits that mend one break. `safe` when only one meaning is possible.
struct XmlBreakFix {
  std::string description = {};
  bool safe = false;
  std::vector<XmlBreakEdit> edits = {};
};

/// None when the author's intent is not clear, or for a misspelt end tag unless it is the only
/// tag without a partner.
std::optional<XmlBreakFix> fix_of(const XmlScan& scan, const XmlBreak& broken);

}  // namespace ecac
