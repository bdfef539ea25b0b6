#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/edit/element_print.h"
#include "compiler/edit/text_edit.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// One XML text and the edits of its elements, each in the text's own form: its line ends, its
/// indentation, its order, its prefixes; a text without line breaks stays without. Nothing of the
/// text is changed: every answer is what would have to be replaced. An element is named by the
/// offset of its `<`. What was repaired is not touched.
class ElementEditor {
 public:
  explicit ElementEditor(std::string text);

  std::string_view text() const { return text_; }
  /// That of a new file like this one.
  ElementForm form() const { return {.line_end = line_end_, .unit = unit_}; }

  /// Nothing for a text without elements.
  std::optional<std::uint32_t> root() const;
  /// Those of a name, in the order of the text.
  std::vector<std::uint32_t> children(std::uint32_t element, std::string_view name) const;
  /// The text of an element without elements, decoded, without blanks around it.
  std::string value(std::uint32_t element) const;

  /// Whether a comment begins in the range.
  bool has_comment(TextRange range) const { return !comments_in(range).empty(); }

  TextEdits set(std::uint32_t element, std::string_view value) const;
  /// Part of a value; in a CDATA section as it stands there.
  TextEdits set_text(TextRange part, std::string_view text) const;
  TextEdits insert(ElementPosition::Kind kind, std::uint32_t element,
                   std::span<const NewElement> elements) const;
  TextEdits replace(TextRange run, std::span<const NewElement> by) const;
  TextEdits remove(std::uint32_t element) const;
  TextEdits remove_comment(TextRange comment) const;
  TextEdits rename(std::uint32_t element, std::string_view name) const;
  /// Takes a run of siblings away.
  TextEdits cut(TextRange run) const;
  /// Writes a run of siblings of another text, or of this one. Nothing if it would mean something
  /// else here: a prefix, an attribute.
  TextEdits paste(const ElementEditor& from, TextRange run, ElementPosition::Kind kind,
                  std::uint32_t element) const;

 private:
  /// A place for elements: what is written before and behind all of them, and each of them.
  struct Slot {
    TextRange range = {};
    std::string head = {};
    std::string front = {};
    std::string back = {};
    std::string tail = {};
    std::string indentation = {};
    std::string_view prefix = {};
    bool lines = false;  ///< each has a line of its own
  };
  struct Neighbour {
    NodeId node = kNoNode;
    bool before = false;
  };

  NodeId find(std::uint32_t offset) const;
  NodeId innermost(std::uint32_t offset) const;
  bool is_run(TextRange run, NodeId& first, NodeId& last) const;
  std::string_view prefix_of(NodeId node) const;
  Neighbour neighbour(NodeId parent, std::string_view name) const;
  std::optional<Slot> slot(ElementPosition::Kind kind, std::uint32_t element,
                           std::string_view name) const;
  std::optional<Slot> slot_beside(Neighbour neighbour) const;
  std::optional<Slot> slot_in_empty(NodeId parent) const;
  bool is_in_comment(TextRange part) const;
  std::span<const XmlComment> comments_in(TextRange range) const;
  std::uint32_t above_comments(NodeId node) const;
  std::uint32_t behind_comments(NodeId node) const;
  void note_links();
  void note_unit();
  ElementForm form_at(const Slot& slot) const {
    return {line_end_, unit_, slot.prefix, slot.lines};
  }
  std::string relaid(TextRange run, const ElementEditor& to, const Slot& slot) const;

  std::string text_;
  XmlScan scan_;
  bool usable_ = false;
  std::string line_end_;
  std::string unit_;                  ///< of indentation
  std::vector<NodeId> first_child_;   ///< by element
  std::vector<NodeId> next_sibling_;  ///< by element
  /// Where elements of a name go, by parent and name: asked again for each finding of a kind.
  mutable std::map<std::pair<NodeId, std::string>, Neighbour, std::less<>> neighbours_;
  mutable std::map<NodeId, std::uint32_t> above_;  ///< the first of the comments above an element
};

}  // namespace ecac
