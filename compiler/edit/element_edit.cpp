#include "compiler/edit/element_edit.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/source/line_form.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace elements {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kUsualUnit = "    ";

static bool is_blank(std::string_view text) {
  return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

/// The number of line ends in blank text.
static std::size_t count_lines(std::string_view blanks) {
  std::size_t lines = 0;
  for (std::size_t i = 0; i < blanks.size(); ++i) {
    const bool half = blanks[i] == '\r' && i + 1 < blanks.size() && blanks[i + 1] == '\n';
    if (!half && (blanks[i] == '\n' || blanks[i] == '\r')) ++lines;
  }
  return lines;
}

static std::vector<TextEdit> one(TextRange range, std::string text) {
  std::vector<TextEdit> edits;
  edits.push_back({range, std::move(text)});
  return edits;
}

}  // namespace elements

ElementEditor::ElementEditor(std::string text) : text_(std::move(text)) {
  scan_xml(text_, scan_);
  usable_ = scan_.limit_exceeded() == XmlLimit::none && !scan_.elements().empty();
  line_end_ = line_end_of(text_);
  unit_ = elements::kUsualUnit;
  if (!usable_) return;
  note_links();
  note_unit();
}

void ElementEditor::note_links() {
  const auto elements = scan_.elements();
  first_child_.assign(elements.size(), kNoNode);
  next_sibling_.assign(elements.size(), kNoNode);
  std::vector<NodeId> last_child(elements.size(), kNoNode);
  for (NodeId node = 1; node < elements.size(); ++node) {
    const NodeId parent = elements[node].parent;
    if (parent == kNoNode) continue;
    NodeId& last = last_child[parent];
    (last == kNoNode ? first_child_[parent] : next_sibling_[last]) = node;
    last = node;
  }
}

/// How much further in than its parent an element stands.
void ElementEditor::note_unit() {
  const auto elements = scan_.elements();
  for (NodeId node = 1; node < elements.size(); ++node) {
    const XmlElement& element = elements[node];
    if (element.parent == kNoNode || !is_first_on_line(text_, element.start_tag.begin)) continue;
    const std::string_view own = indentation_of(text_, element.start_tag.begin);
    const std::string_view outer = indentation_of(text_, elements[element.parent].start_tag.begin);
    if (own == outer) unit_.clear();
    if (own.size() <= outer.size() || !own.starts_with(outer)) continue;
    unit_ = own.substr(outer.size());
    return;
  }
}

NodeId ElementEditor::find(std::uint32_t offset) const {
  if (!usable_) return kNoNode;
  const auto elements = scan_.elements();
  const auto found = std::lower_bound(
      elements.begin(), elements.end(), offset,
      [](const XmlElement& element, std::uint32_t at) { return element.start_tag.begin < at; });
  if (found == elements.end() || found->start_tag.begin != offset || found->mended) return kNoNode;
  return static_cast<NodeId>(found - elements.begin());
}

std::optional<std::uint32_t> ElementEditor::root() const {
  if (!usable_) return std::nullopt;
  return scan_.elements()[0].start_tag.begin;
}

std::vector<std::uint32_t> ElementEditor::children(std::uint32_t element,
                                                   std::string_view name) const {
  std::vector<std::uint32_t> found;
  const NodeId parent = find(element);
  if (parent == kNoNode) return found;
  for (NodeId child = first_child_[parent]; child != kNoNode; child = next_sibling_[child]) {
    if (scan_.local_name(child) == name) {
      found.push_back(scan_.elements()[child].start_tag.begin);
    }
  }
  return found;
}

std::string ElementEditor::value(std::uint32_t element) const {
  const NodeId node = find(element);
  if (node == kNoNode) return {};
  XmlValue value;
  decode_value(scan_, node, value);
  const std::string_view text = value.text();
  const std::size_t first = text.find_first_not_of(elements::kBlanks);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(elements::kBlanks) - first + 1));
}

/// The innermost element around a place between its tags.
NodeId ElementEditor::innermost(std::uint32_t offset) const {
  if (!usable_) return kNoNode;
  const auto elements = scan_.elements();
  // The `<` of an element stands in its parent.
  const auto after = std::lower_bound(
      elements.begin(), elements.end(), offset,
      [](const XmlElement& element, std::uint32_t at) { return element.start_tag.begin < at; });
  if (after == elements.begin()) return kNoNode;
  auto node = static_cast<NodeId>(after - elements.begin()) - 1;
  while (node != kNoNode && elements[node].end_tag.end <= offset) node = elements[node].parent;
  return node;
}

/// Whether the range is one of whole siblings.
bool ElementEditor::is_run(TextRange run, NodeId& first, NodeId& last) const {
  const auto elements = scan_.elements();
  first = last = find(run.begin);
  if (first == kNoNode) return false;
  while (elements[last].end_tag.end < run.end) {
    last = next_sibling_[last];
    if (last == kNoNode || elements[last].mended) return false;
  }
  return elements[last].end_tag.end == run.end;
}

std::string_view ElementEditor::prefix_of(NodeId node) const {
  const std::string_view name = scan_.name(node);
  return name.substr(0, name.size() - scan_.local_name(node).size());
}

TextEdits ElementEditor::set(std::uint32_t offset, std::string_view value) const {
  const NodeId node = find(offset);
  if (node == kNoNode || first_child_[node] != kNoNode) return std::nullopt;
  const XmlElement& element = scan_.elements()[node];
  std::vector<TextEdit> edits;
  if (const XmlAttribute* nil = scan_.find_attribute(node, kXsiNamespace, "nil")) {
    std::uint32_t begin = nil->range.begin;
    while (elements::is_blank(text_.substr(begin - 1, 1))) --begin;
    edits.push_back({{begin, nil->range.end}, ""});
  }
  const std::string written = with_line_ends(escape_xml(value), line_end_);
  if (element.self_closing) {
    std::uint32_t begin = element.start_tag.end - 2;
    while (elements::is_blank(text_.substr(begin - 1, 1))) --begin;
    edits.push_back(
        {{begin, element.start_tag.end}, fmt::format(">{}</{}>", written, element.name.in(text_))});
    return joined(std::move(edits));
  }
  // The value goes where the first text stands; comments between its parts stay.
  bool done = false;
  for (const XmlPiece& piece : scan_.pieces(node)) {
    const std::string_view raw = piece.range.in(text_);
    const std::size_t first = raw.find_first_not_of(elements::kBlanks);
    if (first == std::string_view::npos) continue;
    const std::size_t last = raw.find_last_not_of(elements::kBlanks);
    const TextRange range = {piece.range.begin + static_cast<std::uint32_t>(first),
                             piece.range.begin + static_cast<std::uint32_t>(last) + 1};
    TextEdits text = done ? elements::one(whole_lines(text_, range), "") : set_text(range, value);
    if (!text) return std::nullopt;
    edits.insert(edits.end(), text->begin(), text->end());
    done = true;
  }
  if (!done) edits.push_back({{element.start_tag.end, element.start_tag.end}, written});
  return joined(std::move(edits));
}

TextEdits ElementEditor::set_text(TextRange part, std::string_view text) const {
  if (is_in_comment(part)) {
    if (text.find("--") != std::string_view::npos) return std::nullopt;
    return elements::one(part, with_line_ends(text, line_end_));
  }
  const NodeId node = innermost(part.begin);
  if (node == kNoNode || !scan_.elements()[node].range().contains(part)) return std::nullopt;
  // Beside elements stands no value; that of an empty tag has no place yet.
  if (part.empty() && first_child_[node] != kNoNode) return std::nullopt;
  const auto pieces = scan_.pieces(node);
  const auto piece = std::find_if(pieces.begin(), pieces.end(), [&](const XmlPiece& each) {
    return each.cdata && each.range.contains(part);
  });
  if (piece == pieces.end()) {
    // Where nothing takes its place, no line stays behind for it.
    const TextRange range = text.empty() && !part.empty() ? whole_lines(text_, part) : part;
    return elements::one(range, with_line_ends(escape_xml(text), line_end_));
  }
  if (text.find("]]>") != std::string_view::npos) return std::nullopt;
  return elements::one(part, with_line_ends(text, line_end_));
}

TextEdits ElementEditor::remove(std::uint32_t offset) const {
  const NodeId node = find(offset);
  if (node == kNoNode || node == 0) return std::nullopt;
  return elements::one(whole_lines(text_, scan_.elements()[node].range()), "");
}

TextEdits ElementEditor::remove_comment(TextRange comment) const {
  const auto found = comments_in(comment);
  if (!usable_ || found.size() != 1 || found.front().range != comment) return std::nullopt;
  return elements::one(whole_lines(text_, comment), "");
}

TextEdits ElementEditor::cut(TextRange run) const {
  NodeId first = kNoNode;
  NodeId last = kNoNode;
  if (!is_run(run, first, last) || first == 0) return std::nullopt;
  return elements::one(whole_lines(text_, run), "");
}

TextEdits ElementEditor::rename(std::uint32_t offset, std::string_view name) const {
  const NodeId node = find(offset);
  if (node == kNoNode) return std::nullopt;
  const XmlElement& element = scan_.elements()[node];
  const auto prefix = static_cast<std::uint32_t>(prefix_of(node).size());
  const TextRange start = {element.name.begin + prefix, element.name.end};
  std::vector<TextEdit> edits = elements::one(start, std::string(name));
  if (!element.self_closing) {
    const std::uint32_t begin = element.end_tag.begin + 2 + prefix;  // behind `</`
    edits.push_back({{begin, begin + start.size()}, std::string(name)});
  }
  return edits;
}

std::span<const XmlComment> ElementEditor::comments_in(TextRange range) const {
  const auto comments = scan_.comments();
  const auto at = [&](std::uint32_t offset) {
    return std::lower_bound(
        comments.begin(), comments.end(), offset,
        [](const XmlComment& comment, std::uint32_t place) { return comment.range.begin < place; });
  };
  return {at(range.begin), at(range.end)};
}

/// Whether it is part of what a comment says.
bool ElementEditor::is_in_comment(TextRange part) const {
  const auto before = comments_in({0, part.begin});
  if (!usable_ || before.empty()) return false;
  const TextRange comment = before.back().range;
  return comment.begin + 4 <= part.begin && part.end + 3 <= comment.end;
}

/// Where the comments begin that stand on lines of their own right above an element.
std::uint32_t ElementEditor::above_comments(NodeId node) const {
  const auto [known, first_time] = above_.try_emplace(node, scan_.elements()[node].start_tag.begin);
  std::uint32_t& at = known->second;
  if (!first_time) return at;
  const auto before = comments_in({0, at});
  for (auto comment = before.rbegin(); comment != before.rend(); ++comment) {
    const TextRange gap = {comment->range.end, at};
    if (comment->next != node || comment->parent != scan_.elements()[node].parent ||
        elements::count_lines(gap.in(text_)) != 1 ||
        !is_first_on_line(text_, comment->range.begin)) {
      break;
    }
    at = comment->range.begin;
  }
  return at;
}

/// Where the comments end that stand behind an element on its last line, if nothing else does.
std::uint32_t ElementEditor::behind_comments(NodeId node) const {
  const std::uint32_t end = scan_.elements()[node].end_tag.end;
  std::uint32_t at = end;
  for (const XmlComment& comment : comments_in({end, static_cast<std::uint32_t>(text_.size())})) {
    const std::string_view gap = TextRange{at, comment.range.begin}.in(text_);
    if (!elements::is_blank(gap) || elements::count_lines(gap) != 0) break;
    at = comment.range.end;
  }
  std::size_t rest = text_.find_first_not_of(" \t", at);
  if (rest == std::string::npos) rest = text_.size();
  const bool ends_line = rest == text_.size() || text_[rest] == '\n' || text_[rest] == '\r';
  return ends_line ? at : end;
}

ElementEditor::Neighbour ElementEditor::neighbour(NodeId parent, std::string_view name) const {
  const auto [known, first_time] = neighbours_.try_emplace({parent, std::string(name)});
  if (!first_time) return known->second;
  Neighbour same;
  Neighbour next;
  Neighbour last;
  for (NodeId child = first_child_[parent]; child != kNoNode; child = next_sibling_[child]) {
    const std::string_view other = scan_.local_name(child);
    if (other == name) same = {child, false};
    if (next.node == kNoNode && other > name) next = {child, true};
    last = {child, false};
  }
  known->second = same.node != kNoNode ? same : next.node != kNoNode ? next : last;
  return known->second;
}

std::optional<ElementEditor::Slot> ElementEditor::slot(ElementPosition::Kind kind,
                                                       std::uint32_t element,
                                                       std::string_view name) const {
  const NodeId node = find(element);
  if (node == kNoNode) return std::nullopt;
  if (kind != ElementPosition::Kind::in_order) {
    if (node == 0) return std::nullopt;  // there is one root
    return slot_beside({node, kind == ElementPosition::Kind::before});
  }
  const Neighbour beside = neighbour(node, name);
  return beside.node == kNoNode ? slot_in_empty(node) : slot_beside(beside);
}

std::optional<ElementEditor::Slot> ElementEditor::slot_beside(Neighbour neighbour) const {
  const XmlElement& element = scan_.elements()[neighbour.node];
  if (element.mended) return std::nullopt;
  Slot slot;
  slot.prefix = prefix_of(neighbour.node);
  slot.lines = is_first_on_line(text_, element.start_tag.begin);
  std::uint32_t at = neighbour.before ? element.start_tag.begin : element.end_tag.end;
  if (slot.lines) {
    slot.indentation = indentation_of(text_, element.start_tag.begin);
    at = neighbour.before ? above_comments(neighbour.node)
                          : behind_blanks(text_, behind_comments(neighbour.node));
    (neighbour.before ? slot.back : slot.front) = line_end_ + slot.indentation;
  }
  slot.range = {at, at};
  return slot;
}

/// In an element without elements, behind the comments that it may have.
std::optional<ElementEditor::Slot> ElementEditor::slot_in_empty(NodeId node) const {
  const XmlElement& parent = scan_.elements()[node];
  for (const XmlPiece& piece : scan_.pieces(node)) {
    if (!elements::is_blank(piece.range.in(text_))) return std::nullopt;
  }
  Slot slot;
  slot.prefix = prefix_of(node);
  // A root on a line of its own is enough of a form, but a text without any line end has another.
  slot.lines = text_.find_first_of("\r\n") != std::string::npos &&
               is_first_on_line(text_, parent.start_tag.begin);
  const std::string outer =
      slot.lines ? line_end_ + std::string(indentation_of(text_, parent.start_tag.begin)) : "";
  slot.indentation = slot.lines ? outer.substr(line_end_.size()) + unit_ : "";
  slot.front = slot.lines ? line_end_ + slot.indentation : "";
  if (parent.self_closing) {
    std::uint32_t begin = parent.start_tag.end - 2;
    while (elements::is_blank(text_.substr(begin - 1, 1))) --begin;
    slot.range = {begin, parent.start_tag.end};
    slot.head = ">";
    slot.tail = fmt::format("{}</{}>", outer, parent.name.in(text_));
    return slot;
  }
  std::uint32_t at = parent.start_tag.end;
  for (const XmlComment& comment : comments_in(parent.content())) at = comment.range.end;
  slot.range = {at, at};
  const std::string_view rest = TextRange{at, parent.end_tag.begin}.in(text_);
  if (slot.lines && elements::count_lines(rest) == 0) {
    slot.range.end = parent.end_tag.begin;
    slot.tail = outer;
  } else if (slot.lines) {
    at = behind_blanks(text_, at);
    slot.range = {at, at};
  }
  return slot;
}

TextEdits ElementEditor::insert(ElementPosition::Kind kind, std::uint32_t element,
                                std::span<const NewElement> elements) const {
  std::vector<const NewElement*> sorted;
  for (const NewElement& each : elements) sorted.push_back(&each);
  if (kind == ElementPosition::Kind::in_order) {
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const NewElement* a, const NewElement* b) { return a->name < b->name; });
  }
  std::vector<TextEdit> edits;
  std::string tail;
  for (const NewElement* each : sorted) {
    const std::optional<Slot> place = slot(kind, element, each->name);
    if (!place) return std::nullopt;
    if (edits.empty() || edits.back().range != place->range) {
      if (!edits.empty()) edits.back().text += tail;
      edits.push_back({place->range, place->head});
    }
    edits.back().text +=
        place->front + print_element(*each, form_at(*place), place->indentation) + place->back;
    tail = place->tail;
  }
  if (!edits.empty()) edits.back().text += tail;
  return edits;
}

TextEdits ElementEditor::replace(TextRange run, std::span<const NewElement> by) const {
  NodeId first = kNoNode;
  NodeId last = kNoNode;
  if (!is_run(run, first, last) || first == 0) return std::nullopt;
  Slot slot;
  slot.prefix = prefix_of(first);
  slot.lines = is_first_on_line(text_, run.begin);
  slot.indentation = indentation_of(text_, run.begin);
  std::string text;
  for (const NewElement& each : by) {
    if (!text.empty() && slot.lines) text += line_end_ + slot.indentation;
    text += print_element(each, form_at(slot), slot.indentation);
  }
  return elements::one(run, std::move(text));
}

TextEdits ElementEditor::paste(const ElementEditor& from, TextRange run, ElementPosition::Kind kind,
                               std::uint32_t element) const {
  NodeId first = kNoNode;
  NodeId last = kNoNode;
  if (!from.is_run(run, first, last) || first == 0) return std::nullopt;
  const auto elements = from.scan_.elements();
  for (NodeId node = first; node < elements.size() && elements[node].start_tag.begin < run.end;
       ++node) {
    if (elements[node].mended) return std::nullopt;
    if (&from == this) continue;
    if (elements[node].attribute_count != 0 || !from.prefix_of(node).empty()) return std::nullopt;
  }
  const std::optional<Slot> place = slot(kind, element, from.scan_.local_name(first));
  if (!place || (&from != this && !place->prefix.empty())) return std::nullopt;
  return elements::one(place->range, place->head + place->front + from.relaid(run, *this, *place) +
                                         place->back + place->tail);
}

/// The run as it is written at a place of another text. Only white space between tags is changed,
/// and line ends.
std::string ElementEditor::relaid(TextRange run, const ElementEditor& to, const Slot& slot) const {
  const auto all = scan_.elements();
  const std::string_view base = indentation_of(text_, run.begin);
  const bool lines = is_first_on_line(text_, run.begin);
  std::string out;
  std::uint32_t at = run.begin;
  // White space that ends at a tag or comment and has a line end in it.
  const auto lay = [&](std::uint32_t next) {
    const std::string_view gap = TextRange{at, next}.in(text_);
    const std::size_t blanks = gap.find_last_not_of(elements::kBlanks) + 1;
    const std::string_view white = gap.substr(blanks);
    const std::size_t breaks = lines ? elements::count_lines(white) : 0;
    if (breaks == 0) {
      out += with_line_ends(gap, to.line_end_);
    } else {
      out += with_line_ends(gap.substr(0, blanks), to.line_end_);
      std::string_view indent = white.substr(white.find_last_of("\r\n") + 1);
      if (slot.lines) {
        for (std::size_t i = 0; i < breaks; ++i) out += to.line_end_;
        if (indent.starts_with(base)) {
          indent.remove_prefix(base.size());
          out += slot.indentation;
          for (; !unit_.empty() && indent.starts_with(unit_); indent.remove_prefix(unit_.size())) {
            out += to.unit_;
          }
        }
        out += indent;
      }
    }
    at = next;
  };
  const auto copy = [&](std::uint32_t end) {
    out += with_line_ends(TextRange{at, end}.in(text_), to.line_end_);
    at = end;
  };
  // Tags of elements that hold elements, and comments beside elements, in the order of the text.
  std::vector<std::uint32_t> begins;
  auto node =
      static_cast<NodeId>(std::lower_bound(all.begin(), all.end(), run.begin,
                                           [](const XmlElement& element, std::uint32_t offset) {
                                             return element.start_tag.begin < offset;
                                           }) -
                          all.begin());
  for (; node < all.size() && all[node].start_tag.begin < run.end; ++node) {
    begins.push_back(all[node].start_tag.begin);
    if (first_child_[node] != kNoNode) begins.push_back(all[node].end_tag.begin);
  }
  for (const XmlComment& comment : comments_in(run)) {
    const bool beside = comment.parent == kNoNode || first_child_[comment.parent] != kNoNode;
    if (beside) begins.push_back(comment.range.begin);
  }
  std::sort(begins.begin(), begins.end());
  for (const std::uint32_t begin : begins) lay(begin);
  copy(run.end);
  return out;
}

}  // namespace ecac
