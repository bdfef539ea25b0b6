#include "compiler/format/document_layout.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "compiler/format/content_piece.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"
#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace document_layouts {

static bool is_white(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return xml_byte_is(c, kXmlBlank); });
}

static TextRange without_blanks(std::string_view text, TextRange range) {
  while (!range.empty() && xml_byte_is(text[range.begin], kXmlBlank)) ++range.begin;
  while (!range.empty() && xml_byte_is(text[range.end - 1], kXmlBlank)) --range.end;
  return range;
}

static bool has_line_end(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

static bool keeps_white_space(const XmlScan& scan, NodeId node) {
  const XmlAttribute* space = scan.find_attribute(node, kXmlNamespace, "space");
  if (space == nullptr) return false;
  std::string value;
  decode_attribute_text(space->value.in(scan.text()), value);
  return value == "preserve";
}

}  // namespace document_layouts

std::uint32_t behind_declaration(std::string_view text) {
  const std::uint32_t begin = text.starts_with(kUtf8Bom) ? kUtf8Bom.size() : 0;
  constexpr std::string_view kDeclaration = "<?xml";
  const std::string_view rest = text.substr(begin);
  const bool is_there = rest.starts_with(kDeclaration) && rest.size() > kDeclaration.size() &&
                        xml_byte_is(rest[kDeclaration.size()], kXmlBlank);
  if (!is_there) return begin;
  return content_piece(text, begin, static_cast<std::uint32_t>(text.size())).range.end;
}

bool speaks_to_ecac(std::string_view comment) {
  constexpr std::string_view kOpening = "<!--";
  constexpr std::string_view kName = "ecac";
  if (!comment.starts_with(kOpening)) return false;
  comment.remove_prefix(kOpening.size());
  while (!comment.empty() && xml_byte_is(comment.front(), kXmlBlank)) comment.remove_prefix(1);
  return ascii::in_small_letters(comment.substr(0, kName.size())) == kName;
}

std::optional<FormatRefusal> DocumentLayout::read(const XmlScan& scan, const TypeSchema& type,
                                                  const RetrievedForm& form) {
  scan_ = &scan;
  form_ = &form;
  marks_.clear();
  last_ = {};
  read_tree(type);
  const auto elements = scan.elements();
  const auto size = static_cast<std::uint32_t>(scan.text().size());
  const std::uint32_t begin = behind_declaration(scan.text());
  bool fits = read_gap({{begin, elements[0].start_tag.begin}, kNoNode, kNoNode, 0});
  for (NodeId node = 0; fits && node < elements.size(); ++node) {
    if (nodes_[node].layout == ElementLayout::lines) fits = read_gaps(node);
  }
  fits = fits && read_gap({{elements[0].range().end, size}, kNoNode, 0, kNoNode});
  if (fits) return std::nullopt;
  return FormatRefusal{.why = "has text between elements, where metadata has none",
                       .place = stray_};
}

void DocumentLayout::read_tree(const TypeSchema& type) {
  const auto elements = scan_->elements();
  nodes_.assign(elements.size(), {});
  records_.assign(elements.size(), nullptr);
  children_.assign(elements.size() - 1, kNoNode);
  for (const XmlElement& element : elements) {
    if (element.parent != kNoNode) ++nodes_[element.parent].child_count;
  }
  std::uint32_t first = 0;
  for (Node& node : nodes_) {
    node.first_child = first;
    first += node.child_count;
    node.child_count = 0;
  }
  std::uint32_t kept_until = 0;
  for (NodeId id = 0; id < elements.size(); ++id) {
    Node& node = nodes_[id];
    const XmlElement& element = elements[id];
    const std::string_view name = scan_->local_name(id);
    node.rank =
        static_cast<std::size_t>(std::ranges::find(form_->first, name) - form_->first.begin());
    bool is_block = id == 0;
    if (id == 0) {
      records_[id] = &type.root;
    } else {
      Node& parent = nodes_[element.parent];
      children_[parent.first_child + parent.child_count++] = id;
      const RecordSchema* record = records_[element.parent];
      const FieldSchema* field = record == nullptr ? nullptr : record->find(name);
      is_block = field != nullptr && field->kind == FieldKind::complex;
      if (is_block) records_[id] = field->record;
    }
    const bool has_children = id + 1 < elements.size() && elements[id + 1].parent == id;
    if (element.start_tag.begin < kept_until) {
      node.layout = ElementLayout::inside;
    } else if (has_children && document_layouts::keeps_white_space(*scan_, id)) {
      node.layout = ElementLayout::as_it_is;
      kept_until = element.range().end;
    } else if (has_children || (is_block && is_white(id))) {
      node.layout = ElementLayout::lines;
    }
  }
}

/// Nothing is in the element but white space, comments and processing instructions.
bool DocumentLayout::is_white(NodeId node) const {
  return std::ranges::all_of(scan_->pieces(node), [&](const XmlPiece& piece) {
    return !piece.cdata && document_layouts::is_white(piece.range.in(scan_->text()));
  });
}

bool DocumentLayout::read_gaps(NodeId parent) {
  const auto elements = scan_->elements();
  Gap gap{.range = elements[parent].content(), .parent = parent};
  const std::uint32_t end = gap.range.end;
  for (const NodeId child : children(parent)) {
    gap.after = child;
    gap.range.end = elements[child].start_tag.begin;
    if (!read_gap(gap)) return false;
    gap = {.range = {elements[child].range().end, end}, .parent = parent, .before = child};
  }
  return read_gap(gap);
}

bool DocumentLayout::read_gap(const Gap& gap) {
  const std::string_view text = scan_->text();
  const auto first = static_cast<std::uint32_t>(marks_.size());
  std::uint32_t on_line = 0;  // marks that begin on the line on which the gap begins
  bool broken = false;        // a line end was met outside of marks
  std::uint32_t at = gap.range.begin;
  bool open = gap.before != kNoNode || gap.parent != kNoNode;
  while (at < gap.range.end) {
    const ContentPiece piece = content_piece(text, at, gap.range.end);
    at = piece.range.end;
    const std::string_view raw = piece.range.in(text);
    if (piece.kind == ContentPiece::Kind::text) {
      if (!document_layouts::is_white(raw)) {
        stray_ = document_layouts::without_blanks(text, piece.range);
        return false;
      }
      broken = broken || document_layouts::has_line_end(raw);
      continue;
    }
    if (piece.kind == ContentPiece::Kind::cdata) {
      stray_ = piece.range;
      return false;
    }
    open = open && !broken && !speaks_to_ecac(raw);
    if (open) ++on_line;
    // What stands before our own comment ends its line, for that one begins a line.
    if (!broken && !open) broken = true;
    marks_.push_back(piece.range);
  }
  const bool ends_line = broken || at == text.size();
  if (!ends_line) on_line = 0;
  const auto end = static_cast<std::uint32_t>(marks_.size());
  const Marks beside = {first, first + on_line};
  const Marks rest = {first + on_line, end};
  if (gap.before != kNoNode) {
    nodes_[gap.before].behind = beside;
  } else if (gap.parent != kNoNode) {
    nodes_[gap.parent].start = beside;
  }
  if (gap.after != kNoNode) {
    nodes_[gap.after].above = rest;
  } else if (gap.parent != kNoNode) {
    nodes_[gap.parent].end = rest;
  } else {
    last_ = rest;
  }
  return true;
}

void DocumentLayout::put_in_order(NodeId parent, std::size_t begin, std::size_t end) {
  const auto less = [&](NodeId a, NodeId b) {
    return std::tuple(nodes_[a].rank, scan_->local_name(a)) <
           std::tuple(nodes_[b].rank, scan_->local_name(b));
  };
  const auto first = children_.begin() + nodes_[parent].first_child;
  const auto from = first + static_cast<std::ptrdiff_t>(begin);
  const auto to = first + static_cast<std::ptrdiff_t>(end);
  if (!std::is_sorted(from, to, less)) std::stable_sort(from, to, less);
}

TextRange DocumentLayout::extent(NodeId node) const {
  TextRange range = scan_->elements()[node].range();
  if (!above(node).empty()) range.begin = above(node).front().begin;
  if (!behind(node).empty()) range.end = behind(node).back().end;
  return range;
}

}  // namespace ecac
