#include "compiler/query/structure.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {

namespace {

bool has_line_end(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

TextRange without_blanks(std::string_view text, TextRange range) {
  const std::string_view inner = trim_blanks(range.in(text));
  if (inner.empty()) return {range.begin, range.begin};
  const auto begin = static_cast<std::uint32_t>(inner.data() - text.data());
  return {begin, begin + static_cast<std::uint32_t>(inner.size())};
}

/// The run of what is no blank and no separator of lists around a place.
TextRange word_around(std::string_view text, TextRange within, std::uint32_t offset) {
  constexpr std::string_view kEnds = " \t\r\n,;<>\"'=&";
  const std::string_view inner = within.in(text);
  const std::size_t at = offset - within.begin;
  const std::size_t before = at == 0 ? std::string_view::npos : inner.find_last_of(kEnds, at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(inner.find_first_of(kEnds, at), inner.size());
  return {within.begin + static_cast<std::uint32_t>(begin),
          within.begin + static_cast<std::uint32_t>(end)};
}

/// Ranges from the largest to the smallest, each inside the one before it.
class Selection {
 public:
  Selection(std::string_view text, std::uint32_t offset) : offset_(offset) {
    ranges_.push_back({0, static_cast<std::uint32_t>(text.size())});
  }

  void add(TextRange range) {
    const TextRange last = ranges_.back();
    if (range == last || !range.touches(offset_)) return;
    if (last.begin <= range.begin && range.end <= last.end) ranges_.push_back(range);
  }

  std::vector<TextRange> smallest_first() && {
    std::reverse(ranges_.begin(), ranges_.end());
    return std::move(ranges_);
  }

 private:
  std::uint32_t offset_;
  std::vector<TextRange> ranges_ = {};
};

/// From the root to the element around a place.
std::vector<NodeId> path_to(const XmlScan& scan, std::uint32_t offset) {
  const auto elements = scan.elements();
  const auto after = std::upper_bound(
      elements.begin(), elements.end(), offset,
      [](std::uint32_t at, const XmlElement& element) { return at < element.start_tag.begin; });
  if (after == elements.begin()) return {};
  auto node = static_cast<NodeId>(after - elements.begin() - 1);
  while (node != kNoNode && !elements[node].range().touches(offset)) node = elements[node].parent;
  std::vector<NodeId> path;
  for (; node != kNoNode; node = elements[node].parent) path.push_back(node);
  std::reverse(path.begin(), path.end());
  return path;
}

void add_tag(std::string_view text, const XmlScan& scan, NodeId node, std::uint32_t offset,
             Selection& selection) {
  const XmlElement& element = scan.elements()[node];
  if (element.start_tag.begin < offset && offset < element.start_tag.end) {
    selection.add(element.start_tag);
    for (const XmlAttribute& attribute : scan.attributes(node)) {
      if (!attribute.range.touches(offset)) continue;
      selection.add(attribute.range);
      selection.add(attribute.value);
      selection.add(attribute.name);
    }
    selection.add(element.name);
  } else if (element.end_tag.begin < offset && offset < element.end_tag.end) {
    selection.add(element.end_tag);
    selection.add(element.end_name());
  } else if (element.content().touches(offset)) {
    selection.add(element.content());
    const TextRange value = without_blanks(text, element.content());
    const bool is_leaf = value.in(text).find('<') == std::string_view::npos;
    if (!is_leaf || !value.touches(offset)) return;
    selection.add(value);
    selection.add(word_around(text, value, offset));
  }
}

}  // namespace

std::vector<Fold> folds(std::string_view text) {
  XmlScan scan;
  scan_xml(text, scan);
  std::vector<Fold> all;
  for (const XmlElement& element : scan.elements()) {
    if (has_line_end(element.content().in(text))) all.push_back({element.range(), false});
  }
  for (const XmlComment& comment : scan.comments()) {
    if (has_line_end(comment.range.in(text))) all.push_back({comment.range, true});
  }
  std::sort(all.begin(), all.end(), [](const Fold& a, const Fold& b) {
    return a.range.begin != b.range.begin ? a.range.begin < b.range.begin
                                          : a.range.end > b.range.end;
  });
  return all;
}

std::vector<TextRange> selections(std::string_view text, std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  XmlScan scan;
  scan_xml(text, scan);
  Selection selection(text, offset);
  const auto comments = scan.comments();
  const auto after = std::upper_bound(
      comments.begin(), comments.end(), offset,
      [](std::uint32_t at, const XmlComment& comment) { return at < comment.range.begin; });
  const std::vector<NodeId> path = path_to(scan, offset);
  for (std::size_t i = 0; i < path.size(); ++i) {
    const XmlElement& element = scan.elements()[path[i]];
    selection.add(element.range());
    if (i + 1 < path.size()) selection.add(element.content());
  }
  if (after != comments.begin() && (after - 1)->range.begin < offset &&
      offset < (after - 1)->range.end) {
    if (!path.empty()) selection.add(scan.elements()[path.back()].content());
    const TextRange comment = (after - 1)->range;
    selection.add(comment);
    constexpr std::uint32_t kOpen = 4;  // `<!--`
    constexpr std::uint32_t kClose = 3;
    if (comment.size() >= kOpen + kClose) {
      selection.add(without_blanks(text, {comment.begin + kOpen, comment.end - kClose}));
    }
  } else if (!path.empty()) {
    add_tag(text, scan, path.back(), offset, selection);
  }
  return std::move(selection).smallest_first();
}

}  // namespace ecac
