#include "compiler/model/binder/misplaced_elements.h"

namespace ecac {

namespace {

/// The blanks between the start of the line and `offset`; empty if anything else stands there.
std::string_view indentation(std::string_view text, std::uint32_t offset) {
  std::uint32_t begin = offset;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  const bool starts_line = begin == 0 || text[begin - 1] == '\n' || text[begin - 1] == '\r';
  return starts_line ? text.substr(begin, offset - begin) : std::string_view();
}

}  // namespace

void describe_for_move(const Binding& binding, NodeId node, MisplacedElement& misplaced) {
  const auto elements = binding.scan->elements();
  const TextRange range = elements[node].range();
  misplaced.lines = whole_lines(binding.text, range);
  if (!binding.editable) return;
  // What a prefix or an attribute means is not known where it is moved to.
  for (NodeId i = node; i < elements.size() && elements[i].start_tag.begin < range.end; ++i) {
    const XmlElement& element = elements[i];
    if (element.mended || element.attribute_count != 0) return;
    if (element.name.in(binding.text).find(':') != std::string_view::npos) return;
  }
  misplaced.text = range.in(binding.text);
  misplaced.indentation = indentation(binding.text, range.begin);
  misplaced.line_end = line_end_of(binding.text) == "\r\n" ? "\r\n" : "\n";
}

}  // namespace ecac
