#include "compiler/query/completion/xml_context.h"

#include <algorithm>
#include <string>

#include "compiler/model/value_list.h"
#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

bool is_letter_of_word(char c) {
  return xml_byte_is(c, kXmlName) && c != '.';
}

/// The name in an end tag.
TextRange name_in(std::string_view text, TextRange end_tag) {
  if (end_tag.size() < 3) return {end_tag.begin, end_tag.begin};
  const std::uint32_t begin = end_tag.begin + 2;
  return {begin, std::min(at32(xml_name_end(text, begin)), end_tag.end)};
}

}  // namespace

XmlContext::XmlContext(std::string_view text, std::uint32_t offset)
    : text_(text), offset_(std::min(offset, at32(text.size()))) {
  replaced_ = {offset_, offset_};
  find_kind();
}

/// Goes from one piece of markup to the next up to the place.
void XmlContext::find_kind() {
  std::uint32_t at = 0;
  while (true) {
    const std::size_t next = text_.find('<', at);
    if (next >= offset_) return at_content();
    at = at32(next);
    const std::string_view rest = text_.substr(at);
    if (rest.starts_with("<!--")) {
      if (!skip_markup(at, "<!--", "-->")) return;
    } else if (rest.starts_with("<![CDATA[")) {
      if (!skip_markup(at, "<![CDATA[", "]]>")) return;
    } else if (rest.starts_with("<?")) {
      if (!skip_markup(at, "<?", "?>")) return;
    } else if (rest.starts_with("<!")) {
      if (!skip_markup(at, "<!", ">")) return;
    } else {
      const Tag tag = read_tag(at);
      const bool behind = tag.complete ? offset_ >= tag.end : offset_ > tag.end;
      if (!behind) return at_tag(tag);
      at = std::max(tag.end, at + 1);
    }
  }
}

/// False if the place lies in it.
bool XmlContext::skip_markup(std::uint32_t& at, std::string_view begin, std::string_view end) {
  const std::size_t last = text_.find(end, at + begin.size());
  if (last == std::string_view::npos || last + end.size() > offset_) {
    kind_ = Kind::nothing;
    scan_without({offset_, offset_});
    return false;
  }
  at = at32(last + end.size());
  return true;
}

/// A tag ends in `>`. One that nobody has finished ends where the next begins, or with its line.
XmlContext::Tag XmlContext::read_tag(std::uint32_t at) const {
  Tag tag{.begin = at};
  tag.closes = text_.substr(at + 1, 1) == "/";
  const std::size_t name = at + (tag.closes ? 2U : 1U);
  tag.name_end = at32(xml_name_end(text_, name));
  std::size_t end = tag.name_end;
  for (char quote = '\0'; end < text_.size() && text_[end] != '<'; ++end) {
    const char c = text_[end];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      tag.complete = true;
      tag.end = at32(end + 1);
      return tag;
    }
  }
  std::size_t line = text_.find_first_of("\r\n", tag.name_end);
  line = std::min({line, end, text_.size()});
  while (line > tag.name_end && is_blank(text_[line - 1])) --line;
  tag.end = at32(line);
  return tag;
}

void XmlContext::at_tag(const Tag& tag) {
  const std::uint32_t name = tag.begin + (tag.closes ? 2U : 1U);
  if (offset_ < name) {
    kind_ = Kind::nothing;  // before the slash
    return scan_without({offset_, offset_});
  }
  if (offset_ > tag.name_end) {
    kind_ = tag.closes ? Kind::nothing : Kind::attributes;
    scan_without(tag.complete ? TextRange{offset_, offset_} : TextRange{tag.begin, tag.end});
    return find_around(tag.begin);
  }
  if (tag.closes) {
    kind_ = Kind::end_tag;
    replaced_ = {tag.begin, tag.complete ? tag.end : tag.name_end};
    scan_without(replaced_);
    return find_around(tag.begin);
  }
  kind_ = Kind::tag;
  if (tag.complete) {
    scan_without({offset_, offset_});
    const auto elements = scan_.elements();
    const auto own = std::ranges::find(elements, tag.begin,
                                       [](const XmlElement& each) { return each.start_tag.begin; });
    if (own != elements.end() && !own->self_closing && !own->end_tag.empty()) {
      own_ = static_cast<NodeId>(own - elements.begin());
      around_ = own->parent;
      replaced_ = {tag.begin + 1, tag.name_end};
      partner_ = name_in(text_, own->end_tag);
      if (around_ == kNoNode) kind_ = own_ == 0 ? Kind::tag : Kind::nothing;
      return;
    }
  }
  replaced_ = {tag.begin, tag.complete ? tag.end : tag.name_end};
  scan_without({tag.begin, tag.end});
  find_around(tag.begin);
  if (around_ == kNoNode) kind_ = has_root() ? Kind::nothing : Kind::start;
}

void XmlContext::at_content() {
  std::uint32_t begin = offset_;
  while (begin > 0 && is_letter_of_word(text_[begin - 1])) --begin;
  std::uint32_t end = offset_;
  while (end < text_.size() && is_letter_of_word(text_[end])) ++end;
  replaced_ = {begin, end};
  scan_without({offset_, offset_});
  find_around(offset_);
  if (around_ == kNoNode) kind_ = has_root() ? Kind::nothing : Kind::start;
}

void XmlContext::scan_without(TextRange typed) {
  if (typed.empty()) {
    scan_xml(text_, scan_);
    return;
  }
  patched_ = text_;
  std::fill(patched_.begin() + typed.begin, patched_.begin() + typed.end, ' ');
  scan_xml(patched_, scan_);
}

void XmlContext::find_around(std::uint32_t at) {
  const auto elements = scan_.elements();
  const auto behind = std::ranges::upper_bound(
      elements, at, {}, [](const XmlElement& element) { return element.start_tag.begin; });
  around_ = kNoNode;
  if (behind == elements.begin()) return;
  auto node = static_cast<NodeId>(behind - elements.begin() - 1);
  const auto holds = [&](const XmlElement& element) {
    if (element.self_closing || at < element.start_tag.end) return false;
    return at <= element.end_tag.begin;
  };
  while (node != kNoNode && !holds(elements[node])) node = elements[node].parent;
  around_ = node;
}

bool XmlContext::has_root() const {
  return !scan_.elements().empty() && scan_.elements()[0].name.size() != 0;
}

XmlPlace place_in(const XmlContext& context, const TypeSchema& type) {
  XmlPlace place;
  if (context.around() == kNoNode) return place;
  const XmlScan& scan = context.scan();
  std::vector<NodeId> way;
  for (NodeId node = context.around(); node != kNoNode; node = scan.elements()[node].parent) {
    way.push_back(node);
  }
  place.record = &type.root;
  place.holder = way.back();
  way.pop_back();
  for (; !way.empty(); way.pop_back()) {
    const NodeId node = way.back();
    const FieldSchema* field = place.record->find(scan.local_name(node));
    if (field == nullptr) return {};
    if (field->kind == FieldKind::complex) {
      place.record = field->record;
      place.holder = node;
      place.field = nullptr;
      place.leaf = kNoNode;
      if (place.record == nullptr) return {};
    } else if (place.field == nullptr) {
      place.field = field;
      place.leaf = node;
    }
  }
  if (place.field == nullptr) return place;
  // What a leaf holds beside its text belongs to the element around it: nobody has closed it.
  const std::uint32_t begin = scan.elements()[place.leaf].start_tag.end;
  const bool beside =
      context.kind() == XmlContext::Kind::tag ||
      context.text().substr(begin, context.offset() - begin).find('<') != std::string_view::npos;
  if (beside) {
    place.field = nullptr;
    place.leaf = kNoNode;
  }
  return place;
}

std::vector<SiblingElement> siblings_at(const XmlContext& context, const XmlPlace& place) {
  std::vector<SiblingElement> found;
  if (place.record == nullptr || place.holder == kNoNode) return found;
  const XmlScan& scan = context.scan();
  const auto elements = scan.elements();
  // Of each element below the holder: the nearest one from it outwards that is no leaf.
  std::vector<NodeId> holders;
  const NodeId first = place.holder + 1;
  XmlValue value;
  for (NodeId node = first; node < elements.size(); ++node) {
    const NodeId parent = elements[node].parent;
    if (parent < place.holder || parent == kNoNode) break;
    const NodeId holder = parent == place.holder ? parent : holders[parent - first];
    const FieldSchema* field =
        holder == place.holder ? place.record->find(scan.local_name(node)) : nullptr;
    const bool leaf = field != nullptr && field->kind != FieldKind::complex;
    holders.push_back(leaf ? place.holder : node);
    if (holder != place.holder || node == context.own()) continue;
    SiblingElement& sibling = found.emplace_back(SiblingElement{field, node});
    if (!leaf) continue;
    decode_value(scan, node, value);
    sibling.value = trim_blanks(value.text());
  }
  return found;
}

std::string_view value_of(const std::vector<SiblingElement>& siblings, std::string_view name) {
  for (const SiblingElement& sibling : siblings) {
    if (sibling.field != nullptr && sibling.field->name == name) return sibling.value;
  }
  return {};
}

}  // namespace ecac
