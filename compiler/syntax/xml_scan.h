#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"
#include "compiler/syntax/xml_break.h"

namespace ecac {

/// The n-th element in document order.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

inline constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view kXmlnsNamespace = "http://www.w3.org/2000/xmlns/";
inline constexpr std::string_view kXsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/// Name, value without its quotes, and everything from name to closing quote.
struct XmlAttribute {
  TextRange name = {};
  TextRange value = {};
  TextRange range = {};
  std::uint32_t namespace_id = 0;
};

/// Text of an element itself: raw text between markup, or the content of a CDATA section.
struct XmlPiece {
  TextRange range = {};
  bool cdata = false;
  bool plain = false;  ///< ASCII without `&` and CR: surely its own value
};

/// `next` is the element that starts next after the comment (the number of elements before it).
struct XmlComment {
  TextRange range = {};
  NodeId parent = kNoNode;
  NodeId next = 0;
};

/// One element as written. A tag that is not there is an empty range at the place where it belongs.
struct XmlElement {
  TextRange start_tag = {};
  TextRange name = {};
  TextRange end_tag = {};
  NodeId parent = kNoNode;
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  std::uint32_t first_piece = 0;
  std::uint32_t piece_count = 0;
  std::uint32_t namespace_id = 0;
  bool self_closing = false;
  bool mended = false;     ///< its own tags were repaired, or text was taken for what it holds
  bool near_mend = false;  ///< mended, parent of a mended one, or inside one: no "missing" here

  TextRange content() const { return {start_tag.end, end_tag.begin}; }
  TextRange range() const { return {start_tag.begin, end_tag.end}; }
  /// The name in the end tag; empty if there is no such tag.
  TextRange end_name() const {
    constexpr std::uint32_t kOpen = 2;  // `</`
    if (end_tag.size() <= kOpen) return {end_tag.end, end_tag.end};
    const std::uint32_t begin = end_tag.begin + kOpen;
    const std::uint32_t end = begin + name.size();
    return {begin, end < end_tag.end ? end : end_tag.end};
  }
};

/// The bound that a text exceeded. No record is kept of such a text.
enum class XmlLimit : std::uint8_t { none, bytes, elements, depth, attributes, pieces, repairs };

std::string_view to_string(XmlLimit limit);

/// How the repaired copy differs from the text: `range` is replaced.
struct XmlRepair {
  enum class Text : std::uint8_t {
    nothing,
    space,
    comment,
    ampersand,
    less_than,
    greater_than,
    tag_end,
    double_quote,
    single_quote,
    replacement_character,
    end_tag,
    declaration
  };
  TextRange range = {};
  TextRange name = {};  ///< the element's name for `end_tag`, the prefix for `declaration`
  Text text = Text::nothing;
};

struct XmlScanWorkspace;

/// Everything the scanner says about one text. Ranges and views are of that text, which must
/// outlive them. Meant to be used again for the next text: it keeps its memory.
class XmlScan {
 public:
  XmlScan();
  ~XmlScan();
  XmlScan(XmlScan&&) noexcept;
  XmlScan& operator=(XmlScan&&) noexcept;

  std::string_view text() const { return text_; }
  std::span<const XmlElement> elements() const { return elements_; }
  std::span<const XmlAttribute> attributes() const { return attributes_; }
  std::span<const XmlComment> comments() const { return comments_; }
  /// Sorted by place; at most ScanLimits::breaks.
  std::span<const XmlBreak> breaks() const { return breaks_; }
  std::uint32_t omitted_breaks() const { return omitted_breaks_; }
  std::span<const XmlRepair> repairs() const { return repairs_; }
  XmlLimit limit_exceeded() const { return limit_; }
  bool well_formed() const { return breaks_.empty() && limit_ == XmlLimit::none; }

  std::string_view name(NodeId node) const { return elements_[node].name.in(text_); }
  /// The name without its prefix.
  std::string_view local_name(NodeId node) const;
  std::string_view namespace_uri(NodeId node) const { return uri(elements_[node].namespace_id); }
  std::string_view namespace_uri(const XmlAttribute& attribute) const {
    return uri(attribute.namespace_id);
  }
  std::span<const XmlAttribute> attributes(NodeId node) const {
    const XmlElement& element = elements_[node];
    return attributes().subspan(element.first_attribute, element.attribute_count);
  }
  /// In text order. Blank text beside child elements is left out.
  std::span<const XmlPiece> pieces(NodeId node) const {
    const XmlElement& element = elements_[node];
    return std::span(pieces_).subspan(element.first_piece, element.piece_count);
  }
  /// By namespace and local name; null if the element has none.
  const XmlAttribute* find_attribute(NodeId node, std::string_view namespace_uri,
                                     std::string_view local_name) const;

 private:
  friend class XmlScanner;

  struct Namespace {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    bool decoded = false;  ///< lies in namespace_text_, not in the text
  };
  std::string_view uri(std::uint32_t namespace_id) const;

  std::string_view text_;
  std::vector<XmlElement> elements_;
  std::vector<XmlAttribute> attributes_;
  std::vector<XmlPiece> pieces_;
  std::vector<XmlComment> comments_;
  std::vector<XmlBreak> breaks_;
  std::vector<XmlRepair> repairs_;
  std::vector<Namespace> namespaces_;
  std::string namespace_text_;
  std::uint32_t omitted_breaks_ = 0;
  XmlLimit limit_ = XmlLimit::none;
  std::unique_ptr<XmlScanWorkspace> workspace_;
};

}  // namespace ecac
