#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/format/format_refusal.h"
#include "compiler/schema/schema_set.h"
#include "compiler/source/text_range.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// What a printer makes of an element.
enum class ElementLayout : std::uint8_t {
  leaf,      ///< one piece: its tags and what is between them
  lines,     ///< tags and children on lines of their own
  as_it_is,  ///< kept with all that is in it, for white space counts there (xml:space)
  inside     ///< part of such a one
};

/// A document as what a printer moves: elements, each with the comments and processing instructions
/// ("marks") that go with it. A mark goes with the element behind it; one that ends a line goes
/// with the element or the start tag before it, unless it speaks to ecac, which is always of what
/// follows. Keeps its memory from document to document. Borrows scan and form.
class DocumentLayout {
 public:
  /// Of a well-formed text with a root of the type. A refusal where text stands beside elements.
  std::optional<FormatRefusal> read(const XmlScan& scan, const TypeSchema& type,
                                    const RetrievedForm& form);

  ElementLayout layout(NodeId node) const { return nodes_[node].layout; }
  /// In the order of the text, until they are put in order.
  std::span<const NodeId> children(NodeId node) const {
    return std::span(children_).subspan(nodes_[node].first_child, nodes_[node].child_count);
  }
  std::span<const TextRange> above(NodeId node) const { return in(nodes_[node].above); }
  std::span<const TextRange> behind(NodeId node) const { return in(nodes_[node].behind); }
  /// On the line of the start tag.
  std::span<const TextRange> beside_start(NodeId node) const { return in(nodes_[node].start); }
  /// Before the end tag.
  std::span<const TextRange> before_end(NodeId node) const { return in(nodes_[node].end); }
  /// Behind the root, on lines of their own.
  std::span<const TextRange> behind_root() const { return in(last_); }

  /// Puts the children [begin, end) of an element in the order of the form; those of one name stay
  /// in the order of the text.
  void put_in_order(NodeId parent, std::size_t begin, std::size_t end);
  void put_in_order(NodeId parent) { put_in_order(parent, 0, nodes_[parent].child_count); }

  /// Where an element begins and ends together with its marks.
  TextRange extent(NodeId node) const;

 private:
  struct Marks {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Node {
    ElementLayout layout = ElementLayout::leaf;
    std::uint32_t first_child = 0;
    std::uint32_t child_count = 0;
    std::size_t rank = 0;  ///< among the names that go first
    Marks above = {};
    Marks behind = {};
    Marks start = {};
    Marks end = {};
  };
  /// The white space between two tags and the marks in it.
  struct Gap {
    TextRange range = {};
    NodeId parent = kNoNode;  ///< none: beside the root
    NodeId before = kNoNode;
    NodeId after = kNoNode;
  };

  std::span<const TextRange> in(Marks marks) const {
    return std::span(marks_).subspan(marks.begin, marks.end - marks.begin);
  }
  void read_tree(const TypeSchema& type);
  bool is_white(NodeId node) const;
  bool read_gaps(NodeId parent);
  bool read_gap(const Gap& gap);

  const XmlScan* scan_ = nullptr;
  const RetrievedForm* form_ = nullptr;
  std::vector<Node> nodes_;
  std::vector<NodeId> children_;
  std::vector<TextRange> marks_;
  std::vector<const RecordSchema*> records_;
  Marks last_;
  TextRange stray_;
};

/// Where a text goes on behind a byte order mark and the XML declaration.
std::uint32_t behind_declaration(std::string_view text);

/// Whether a comment begins with our name.
bool speaks_to_ecac(std::string_view comment);

}  // namespace ecac
