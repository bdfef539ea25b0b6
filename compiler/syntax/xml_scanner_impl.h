#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_skip.h"
#include "compiler/syntax/xml_tag_index.h"

namespace ecac {

/// An element that is open while the text after its start tag is read.
struct XmlOpenElement {
  NodeId id = 0;
  TextRange raw_name = {};  ///< as written; `XmlElement::name` is cut where colons are wrong
  std::uint32_t first_pending_piece = 0;
  std::uint32_t default_namespace = 0;
  std::uint32_t prefix_undo = 0;
  bool has_children = false;
  bool has_hash = false;
  std::size_t hash = 0;  ///< of the raw name, made when a search first needs it
};

/// A prefix and what it is bound to at the place that is being read.
struct XmlPrefix {
  std::string_view name;
  std::uint32_t namespace_id = 0;
  NodeId owner = kNoNode;  ///< the element that declared it
  bool reported = false;   ///< as unbound, or where its declaration was wrong
};

/// What a prefix was bound to outside the element that declared it anew.
struct XmlPrefixUndo {
  std::uint32_t prefix = 0;
  std::uint32_t namespace_id = 0;
  NodeId owner = kNoNode;
};

/// Memory of the scanner that is of no use to others, kept from text to text.
struct XmlScanWorkspace {
  std::vector<XmlOpenElement> open;
  std::vector<XmlPiece> pending_pieces;  ///< of open elements, innermost last
  std::vector<XmlPrefix> prefixes;
  std::vector<XmlPrefixUndo> prefix_undo;
  std::unordered_map<std::string_view, std::uint32_t> prefix_index;
  std::unordered_multimap<std::size_t, std::uint32_t> namespace_index;
  std::vector<std::uint32_t> attribute_table;
  XmlTagIndex tag_index;
  std::string decoded;
};

/// One reading of one text. `p_` is the place reached; every function leaves it behind what it
/// read.
class XmlScanner {
 public:
  XmlScanner(std::string_view text, XmlScan& scan, const ScanLimits& limits);
  void run();

 private:
  using Kind = XmlBreakKind;
  enum class Markup : std::uint8_t {
    none,
    start_tag,
    end_tag,
    comment,
    cdata,
    doctype,
    instruction
  };

  // Document (xml_scanner.cpp)
  void reset();
  void scan_declaration();
  void scan_outside();
  void scan_content();
  Markup scan_text();
  void scan_markup(Markup markup);
  void scan_comment();
  void scan_cdata();
  void scan_doctype();
  void scan_instruction();
  void finish();
  void mark_neighbours_of_mends();
  /// What begins at the `<` at `p`; `none` if it is only a character.
  Markup markup_at(const char* p) const {
    if (end_ - p < 2) return Markup::none;
    if (xml_byte_is(p[1], kXmlNameStart)) return Markup::start_tag;
    if (end_ - p > 2 && p[1] == '/' && xml_byte_is(p[2], kXmlNameStart)) return Markup::end_tag;
    return unusual_markup_at(p);
  }
  Markup unusual_markup_at(const char* p) const;
  const char* doctype_end(const char* p);
  void swallow_rest(XmlBreakKind kind, const char* begin, std::uint32_t mark_size);

  // Tags (xml_scanner_tags.cpp)
  void scan_start_tag();
  void scan_attributes(const char* tag);
  void scan_attribute(bool spaced);
  const char* scan_attribute_value(TextRange& value);
  const char* scan_quoted_value(TextRange& value);
  const char* scan_curly_value(TextRange& value);
  const char* scan_unquoted_value(TextRange& value);
  void check_value(const char* begin, const char* end);
  void skip_unexpected(const char* tag);
  void scan_end_tag();
  void scan_unusual_end_tag();
  void match_end_tag(TextRange tag, TextRange name, bool malformed);
  void leave_open(std::uint32_t at, TextRange closed_by, bool report);
  void close(TextRange end_tag);
  std::size_t find_open(std::string_view name);
  TextRange cut_name(TextRange raw) const;

  // Namespaces (xml_scanner_names.cpp)
  void resolve_names(XmlElement& element, TextRange raw_name);
  void declare(const XmlAttribute& attribute, NodeId owner, bool& default_declared);
  void bind_prefix(std::string_view prefix, std::uint32_t namespace_id, NodeId owner);
  void refuse_declaration(XmlBreakKind kind, const XmlAttribute& attribute, NodeId owner);
  std::uint32_t add_namespace(std::string_view uri, TextRange literal);
  std::uint32_t prefix_id(std::string_view prefix);
  std::uint32_t resolve_prefix(TextRange name, std::size_t colon, bool report);
  void drop_duplicates(XmlElement& element);
  std::string_view attribute_key(const XmlAttribute& attribute) const;
  void undo_prefixes(std::uint32_t mark);

  // Reports
  void add_break(XmlBreakKind kind, TextRange place, TextRange related = {});
  void add_repair(TextRange range, XmlRepair::Text text, TextRange name = {});
  void exceed(XmlLimit limit);
  void add_piece(TextRange range, bool cdata);
  void check_characters(const char* begin, const char* end);
  const char* read_odd(const char* p);
  const char* read_reference(const char* p, const char* end);

  bool stopped() const { return scan_.limit_ != XmlLimit::none; }
  std::uint32_t offset(const char* p) const { return static_cast<std::uint32_t>(p - begin_); }
  TextRange range(const char* begin, const char* end) const { return {offset(begin), offset(end)}; }
  bool starts_with(const char* p, std::string_view word) const {
    return std::string_view(p, static_cast<std::size_t>(end_ - p)).starts_with(word);
  }
  const char* find(const char* from, std::string_view word) const;
  const char* skip_blanks(const char* p) const { return xml_skip_blanks(p, end_); }
  /// `end` without the blanks before it, not before `begin`.
  static const char* trim_end(const char* begin, const char* end);
  XmlElement& innermost() { return scan_.elements_[work_.open.back().id]; }

  static constexpr std::uint32_t kNoNamespace = 0;
  static constexpr std::uint32_t kXmlNamespaceId = 1;
  static constexpr std::uint32_t kUnbound = 0xFFFFFFFF;

  const std::string_view text_;
  const char* const begin_;
  const char* const end_;
  const char* p_;
  XmlScan& scan_;
  XmlScanWorkspace& work_;
  const ScanLimits& limits_;
  std::uint32_t default_namespace_ = kNoNamespace;  ///< of the element being opened
  std::uint32_t omitted_outside_ = 0;               ///< omitted breaks of kind text_outside_root
  bool doctype_seen_ = false;
  bool plain_ = true;              ///< nothing but ASCII without `&` in the text being read
  bool doctype_unclosed_ = false;  ///< one was found without its end; later ones are not searched
  bool swallowed_ = false;         ///< something unterminated took the rest of the text
  bool tags_indexed_ = false;
};

}  // namespace ecac
