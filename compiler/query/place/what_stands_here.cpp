#include "compiler/query/place/what_stands_here.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/syntax/xml_scanner.h"

namespace ecac {

namespace {

/// One question: the text as the scanner reads it, beside the facts of the same text.
class Finder {
  using Kind = StandingHere::Kind;

 public:
  Finder(const Snapshot& snapshot, FileId file, const XmlScan& scan, std::uint32_t offset)
      : snapshot_(snapshot),
        facts_(snapshot.facts(file)),
        file_(file),
        scan_(scan),
        offset_(offset) {}

  StandingHere find() const {
    StandingHere here;
    here.range = {offset_, offset_};
    if (find_comment(here)) return here;
    const NodeId node = innermost();
    if (node == kNoNode) {
      here.kind = Kind::outside;
      return here;
    }
    const XmlElement& element = scan_.elements()[node];
    here.element = element.range();
    const TextRange behind = element.end_name();
    for (const TextRange name : {element.name, behind}) {
      if (!name.empty()) here.tag_names.push_back(name);
    }
    const bool in_name = TextRange{element.start_tag.begin, element.name.end + 1}.contains(offset_);
    const bool in_end_name = element.end_tag.begin < offset_ && offset_ <= behind.end;
    if (node == 0) return at_root(here, element, in_end_name);
    here.fact = fact_of(element);
    const bool known = here.fact != nullptr;
    if (!known) here.fact = fact_around(node);
    if (here.fact != nullptr) here.field = &snapshot_.schema().field(here.fact->field);
    if (in_name || in_end_name) {
      const bool named = known || is_full_name(element);
      here.kind = named || is_open(node) ? (named ? Kind::element : Kind::nothing) : Kind::unknown;
      if (here.kind != Kind::nothing) here.range = in_name ? element.name : behind;
      return here;
    }
    if (is_full_name(element)) return at_full_name(here);
    const bool is_text = known && here.field->kind != FieldKind::complex;
    if (!is_text || !element.content().touches(offset_)) return here;
    return at_value(here);
  }

 private:
  bool find_comment(StandingHere& here) const {
    const auto comments = scan_.comments();
    const auto after = std::upper_bound(
        comments.begin(), comments.end(), offset_,
        [](std::uint32_t at, const XmlComment& comment) { return at < comment.range.begin; });
    if (after == comments.begin() || !(after - 1)->range.contains(offset_)) return false;
    here.kind = Kind::comment;
    here.range = (after - 1)->range;
    return true;
  }

  /// Where one begins, that one; between two the one around them. An element that nobody has closed
  /// yet goes on to its end.
  NodeId innermost() const {
    const auto elements = scan_.elements();
    const auto after = std::upper_bound(
        elements.begin(), elements.end(), offset_,
        [](std::uint32_t at, const XmlElement& element) { return at < element.start_tag.begin; });
    if (after == elements.begin()) return kNoNode;
    auto node = static_cast<NodeId>(after - elements.begin() - 1);
    while (node != kNoNode && !holds(elements[node])) node = elements[node].parent;
    return node;
  }

  bool holds(const XmlElement& element) const {
    const bool is_open_ended = element.end_tag.empty() && !element.self_closing;
    return element.range().contains(offset_) || (is_open_ended && offset_ == element.range().end);
  }

  const FieldFact* fact_of(const XmlElement& element) const {
    const auto fields = facts_.fields();
    const auto found = std::lower_bound(
        fields.begin(), fields.end(), element.start_tag.begin,
        [](const FieldFact& fact, std::uint32_t at) { return fact.element.begin < at; });
    const bool same = found != fields.end() && found->element.begin == element.start_tag.begin;
    return same ? &*found : nullptr;
  }

  const FieldFact* fact_around(NodeId node) const {
    const auto elements = scan_.elements();
    for (NodeId up = elements[node].parent; up != kNoNode; up = elements[up].parent) {
      if (const FieldFact* fact = fact_of(elements[up])) return fact;
    }
    return nullptr;
  }

  /// Below an element of which the schema does not list everything.
  bool is_open(NodeId node) const {
    const FieldFact* around = fact_around(node);
    const TypeSchema& type = snapshot_.schema().type(snapshot_.project().file(file_).type);
    if (around == nullptr) return type.root.open || !facts_.usable();
    const FieldSchema& field = snapshot_.schema().field(around->field);
    return field.record != nullptr && field.record->open;
  }

  bool is_full_name(const XmlElement& element) const {
    return !facts_.full_name_element().empty() &&
           facts_.full_name_element().begin == element.start_tag.begin;
  }

  StandingHere at_root(StandingHere here, const XmlElement& root, bool in_end_name) const {
    const bool in_tag = root.start_tag.contains(offset_);
    if (!in_tag && !in_end_name) return here;
    here.kind = Kind::root;
    here.range = in_tag ? root.start_tag : root.end_name();
    here.symbol = snapshot_.project().file(file_).definition;
    return here;
  }

  StandingHere at_full_name(StandingHere here) const {
    if (!facts_.full_name_range().touches(offset_)) return here;
    here.kind = Kind::own_name;
    here.range = facts_.full_name_range();
    here.symbol = snapshot_.project().file(file_).definition;
    return here;
  }

  StandingHere at_value(StandingHere here) const {
    if (find_use(here)) return here;
    here.kind = Kind::value;
    here.range = here.fact->value;
    if (here.fact->state != ValueState::set || !here.fact->intact()) return here;
    const std::string_view value = facts_.text(*here.fact);
    if (here.field->reference_format == ReferenceFormat::principal) return at_principal(here);
    if (here.field->list == ListSyntax::none || value.size() > kLongestList) return here;
    here.kind = Kind::nothing;  // between the words
    here.range = {offset_, offset_};
    for_each_item(value, here.field->list, [&](const ListItem& item) {
      const TextRange range = facts_.range_in_value(*here.fact, item.begin, item.end);
      if (item.text.empty() || !range.touches(offset_)) return;
      here.kind = Kind::list_item;
      here.range = range;
    });
    return here;
  }

  bool find_use(StandingHere& here) const {
    const FactIndex index = facts_.index_of(*here.fact);
    const auto uses = facts_.uses();
    auto use =
        std::lower_bound(uses.begin(), uses.end(), index,
                         [](const NameUse& each, FactIndex fact) { return each.fact < fact; });
    for (; use != uses.end() && use->fact == index; ++use) {
      if (!use->range.touches(offset_)) continue;
      here.kind = Kind::component;
      here.range = use->range;
      here.use = static_cast<std::size_t>(use - uses.begin());
      here.symbol = snapshot_.project().symbol(use->type, facts_.name(*use));
      return true;
    }
    return false;
  }

  /// Behind the hyphen: the credential itself is a use.
  StandingHere at_principal(StandingHere here) const {
    const std::string_view value = facts_.text(*here.fact);
    const std::size_t hyphen = value.find('-');
    if (hyphen == std::string_view::npos || here.fact->tainted) return here;
    const TextRange range = facts_.range_in_value(*here.fact, hyphen + 1, value.size());
    if (!range.touches(offset_)) return here;
    here.kind = Kind::principal;
    here.range = range;
    here.symbol = snapshot_.project().symbol(here.field->reference_type, value.substr(0, hyphen));
    return here;
  }

  const Snapshot& snapshot_;
  const FileFacts& facts_;
  FileId file_;
  const XmlScan& scan_;
  std::uint32_t offset_;
};

}  // namespace

StandingHere what_stands_here(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  if (!snapshot.project().has(file)) return {};
  const std::shared_ptr<const SourceText> text = snapshot.text(file);
  if (text == nullptr) return {};
  // Who asks may have another text by now.
  offset = std::min(offset, static_cast<std::uint32_t>(text->text().size()));
  XmlScan scan;
  scan_xml(text->text(), scan);
  return Finder(snapshot, file, scan, offset).find();
}

}  // namespace ecac
