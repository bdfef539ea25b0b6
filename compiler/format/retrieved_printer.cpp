#include "compiler/format/retrieved_printer.h"

#include <algorithm>
#include <span>

#include "compiler/format/content_piece.h"
#include "compiler/source/line_form.h"
#include "compiler/syntax/xml_reference.h"

namespace ecac {

RetrievedPrinter::RetrievedPrinter(const XmlScan& scan, const DocumentLayout& layout,
                                   const RetrievedForm& form, std::string_view line_end,
                                   PrintedText& out)
    : scan_(scan), layout_(layout), form_(form), line_end_(line_end), out_(out), special_("&\r\n") {
  for (const RetrievedEscape& escape : form.escapes) {
    const auto character = static_cast<unsigned char>(escape.character.front());
    escapes_[character] = escape.as;
    if (character != '&') special_ += escape.character;
  }
}

void RetrievedPrinter::print_document() {
  out_.text += form_.declaration;
  end_line();
  constexpr NodeId kRoot = 0;
  print_elements(std::span(&kRoot, 1), 0);
  end_line();
  print_marks_above(layout_.behind_root(), 0);
}

void RetrievedPrinter::print_elements(std::span<const NodeId> elements, std::size_t depth) {
  // No recursion: a text may nest deeper than a stack likes.
  std::vector<Open> open;
  open.push_back({.children = elements});
  while (!open.empty() && !is_too_large()) {
    Open& top = open.back();
    if (top.next < top.children.size()) {
      const NodeId node = top.children[top.next];
      // The line before ends here, so that the last one of all stays without its end.
      if (top.next++ > 0 || open.size() > 1) end_line();
      print_element(node, depth + open.size() - 1, open);
      continue;
    }
    const NodeId node = top.node;
    open.pop_back();
    if (node == kNoNode) return;
    const std::size_t level = depth + open.size() - 1;
    end_line();
    print_marks_above(layout_.before_end(node), level + 1);
    begin_line(level);
    out_.text += "</";
    out_.text += scan_.name(node);
    out_.text += '>';
    print_marks_behind(layout_.behind(node));
  }
}

void RetrievedPrinter::print_element(NodeId node, std::size_t depth, std::vector<Open>& open) {
  print_marks_above(layout_.above(node), depth);
  begin_line(depth);
  out_.elements.push_back(node);
  const XmlElement& element = scan_.elements()[node];
  if (layout_.layout(node) == ElementLayout::as_it_is) {
    print_as_it_is(node);
    print_marks_behind(layout_.behind(node));
    return;
  }
  print_start_tag(node);
  const bool lines = layout_.layout(node) == ElementLayout::lines;
  const auto beside = layout_.beside_start(node);
  const bool empty =
      lines ? layout_.children(node).empty() && beside.empty() && layout_.before_end(node).empty()
            : element.content().empty();
  if (empty) {
    out_.text += "/>";
    print_marks_behind(layout_.behind(node));
    return;
  }
  out_.text += '>';
  if (lines) {
    print_marks_behind(beside);
    open.push_back({node, layout_.children(node), 0});
    return;
  }
  print_content(element.content());
  out_.text += "</";
  out_.text += scan_.name(node);
  out_.text += '>';
  print_marks_behind(layout_.behind(node));
}

/// Up to the end of the attributes.
void RetrievedPrinter::print_start_tag(NodeId node) {
  out_.text += '<';
  out_.text += scan_.name(node);
  for (const XmlAttribute& attribute : scan_.attributes(node)) print_attribute(attribute);
}

void RetrievedPrinter::print_attribute(const XmlAttribute& attribute) {
  const std::string_view text = scan_.text();
  out_.text += ' ';
  out_.text += attribute.name.in(text);
  out_.text += "=\"";
  std::string_view value = attribute.value.in(text);
  // Between single quotes a double one may stand for itself.
  for (std::size_t quote = value.find('"'); quote != std::string_view::npos;
       quote = value.find('"')) {
    print_raw(value.substr(0, quote));
    out_.text += "&quot;";
    value.remove_prefix(quote + 1);
  }
  print_raw(value);
  out_.text += '"';
}

void RetrievedPrinter::print_content(TextRange content) {
  const std::string_view text = scan_.text();
  for (std::uint32_t at = content.begin; at < content.end;) {
    const ContentPiece piece = content_piece(text, at, content.end);
    if (piece.kind == ContentPiece::Kind::text) {
      print_value(piece.range.in(text));
    } else {
      print_raw(piece.range.in(text));
    }
    at = piece.range.end;
  }
}

void RetrievedPrinter::print_as_it_is(NodeId node) {
  const auto elements = scan_.elements();
  const std::uint32_t end = elements[node].range().end;
  for (NodeId inside = node + 1; inside < elements.size(); ++inside) {
    if (elements[inside].start_tag.begin >= end) break;
    out_.elements.push_back(inside);
  }
  print_raw(elements[node].range().in(scan_.text()));
}

/// Text between tags: what a retrieve escapes is escaped its way; all other references, such as
/// those to characters that nobody sees, stay.
void RetrievedPrinter::print_value(std::string_view raw) {
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t next = std::min(raw.find_first_of(special_, at), raw.size());
    out_.text += raw.substr(at, next - at);
    at = next;
    if (at == raw.size()) break;
    const char c = raw[at];
    if (c == '&') {
      const XmlReference reference = read_xml_reference(raw, at);
      const bool known = reference.kind == XmlReferenceKind::character &&
                         reference.value < escapes_.size() && !escapes_[reference.value].empty();
      out_.text += known ? escapes_[reference.value] : raw.substr(at, reference.size);
      at += reference.size;
    } else if (c == '\r' || c == '\n') {
      end_line();
      at += raw.substr(at, 2) == "\r\n" ? 2 : 1;
    } else {
      out_.text += escapes_[static_cast<unsigned char>(c)];
      ++at;
    }
  }
}

void RetrievedPrinter::print_marks_above(std::span<const TextRange> marks, std::size_t depth) {
  for (const TextRange mark : marks) {
    begin_line(depth);
    print_mark(mark, depth);
    end_line();
  }
}

void RetrievedPrinter::print_marks_behind(std::span<const TextRange> marks) {
  for (const TextRange mark : marks) {
    out_.text += ' ';
    print_raw(mark.in(scan_.text()));
  }
}

/// One with lines of its own, which keep their places below the first one.
void RetrievedPrinter::print_mark(TextRange mark, std::size_t depth) {
  const std::string_view text = scan_.text();
  std::string_view raw = mark.in(text);
  if (raw.find_first_of("\r\n") == std::string_view::npos || !is_first_on_line(text, mark.begin)) {
    print_raw(raw);
    return;
  }
  const std::string_view old = indentation_of(text, mark.begin);
  while (true) {
    const std::size_t end = raw.find_first_of("\r\n");
    out_.text += raw.substr(0, end);
    if (end == std::string_view::npos) return;
    raw.remove_prefix(end + (raw.substr(end, 2) == "\r\n" ? 2 : 1));
    end_line();
    const std::size_t first = raw.find_first_not_of(" \t");
    const bool blank = first == std::string_view::npos || raw[first] == '\r' || raw[first] == '\n';
    if (blank || !raw.starts_with(old)) continue;
    raw.remove_prefix(old.size());
    begin_line(depth);
  }
}

void RetrievedPrinter::print_raw(std::string_view raw) {
  while (true) {
    const std::size_t end = raw.find_first_of("\r\n");
    out_.text += raw.substr(0, end);
    if (end == std::string_view::npos) return;
    end_line();
    raw.remove_prefix(end + (raw.substr(end, 2) == "\r\n" ? 2 : 1));
  }
}

void RetrievedPrinter::copy(TextRange range) {
  const auto elements = scan_.elements();
  auto node = static_cast<NodeId>(
      std::ranges::lower_bound(elements, range.begin, {},
                               [](const XmlElement& element) { return element.start_tag.begin; }) -
      elements.begin());
  for (; node < elements.size() && elements[node].start_tag.begin < range.end; ++node) {
    out_.elements.push_back(node);
  }
  out_.text += range.in(scan_.text());
}

void RetrievedPrinter::begin_line(std::size_t depth) {
  out_.text.append(depth * static_cast<std::size_t>(form_.indentation), ' ');
}

}  // namespace ecac
