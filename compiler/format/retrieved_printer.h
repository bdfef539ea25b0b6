#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/format/document_layout.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/limits.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// A new text, and the elements of the old one in the order in which they stand in it.
struct PrintedText {
  std::string text = {};
  std::vector<NodeId> elements = {};

  void clear() {
    text.clear();
    elements.clear();
  }
};

/// Prints a scanned text, or part of it, in the form of a retrieve. Each piece is taken from the
/// text itself; what is made new are white space between tags, blanks in tags, and how characters
/// are escaped. All line ends are `line_end`.
class RetrievedPrinter {
 public:
  RetrievedPrinter(const XmlScan& scan, const DocumentLayout& layout, const RetrievedForm& form,
                   std::string_view line_end, PrintedText& out);

  /// All of the text.
  void print_document();

  /// Elements with their marks, each on lines of its own; the last line without its end. All are
  /// children of one element, and stand `depth` levels deep.
  void print_elements(std::span<const NodeId> elements, std::size_t depth);

  /// Blanks of deep levels can be many times what is written; the text then ends somewhere, and
  /// must not be used.
  bool is_too_large() const { return out_.text.size() > limits::kFile; }

  /// A part of the text as it is, with the elements that begin in it.
  void copy(TextRange range);

 private:
  /// An element whose children are being printed.
  struct Open {
    NodeId node = kNoNode;
    std::span<const NodeId> children = {};
    std::size_t next = 0;
  };

  void print_element(NodeId node, std::size_t depth, std::vector<Open>& open);
  void print_start_tag(NodeId node);
  void print_attribute(const XmlAttribute& attribute);
  void print_content(TextRange content);
  void print_as_it_is(NodeId node);
  void print_value(std::string_view raw);
  void print_marks_above(std::span<const TextRange> marks, std::size_t depth);
  void print_marks_behind(std::span<const TextRange> marks);
  void print_mark(TextRange mark, std::size_t depth);
  void print_raw(std::string_view raw);
  void begin_line(std::size_t depth);
  void end_line() { out_.text += line_end_; }

  const XmlScan& scan_;
  const DocumentLayout& layout_;
  const RetrievedForm& form_;
  std::string_view line_end_;
  PrintedText& out_;
  std::array<std::string_view, 128> escapes_ = {};  ///< by character
  std::string special_;                             ///< what a text is searched for
};

}  // namespace ecac
