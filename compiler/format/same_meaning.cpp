#include "compiler/format/same_meaning.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace same_meanings {

/// By element of `before`: its number in `after`. Empty if they are not the same elements.
static std::vector<NodeId> places_after(const PrintedForms& forms) {
  const std::size_t count = forms.before.elements().size();
  if (forms.order.size() != count || forms.after.elements().size() != count) return {};
  std::vector<NodeId> places(count, kNoNode);
  for (std::size_t i = 0; i < count; ++i) {
    const NodeId node = forms.order[i];
    if (node >= count || places[node] != kNoNode) return {};
    places[node] = static_cast<NodeId>(i);
  }
  return places;
}

static bool has_same_attributes(const PrintedForms& forms, NodeId before, NodeId after) {
  const auto old = forms.before.attributes(before);
  const auto now = forms.after.attributes(after);
  return std::ranges::equal(old, now, [&](const XmlAttribute& a, const XmlAttribute& b) {
    std::string value_before;
    std::string value_after;
    decode_attribute_text(a.value.in(forms.before.text()), value_before);
    decode_attribute_text(b.value.in(forms.after.text()), value_after);
    return a.name.in(forms.before.text()) == b.name.in(forms.after.text()) &&
           forms.before.namespace_uri(a) == forms.after.namespace_uri(b) &&
           value_before == value_after;
  });
}

static bool is_white(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

struct Sibling {
  NodeId parent = kNoNode;
  std::string_view name = {};
  friend bool operator==(const Sibling&, const Sibling&) = default;
};
struct SiblingHash {
  std::size_t operator()(const Sibling& sibling) const {
    return std::hash<std::string_view>()(sibling.name) * 31 + sibling.parent;
  }
};

/// Elements of one name below one parent keep their order.
static bool keeps_lists(const PrintedForms& forms) {
  std::unordered_map<Sibling, NodeId, SiblingHash> latest;
  for (const NodeId node : forms.order) {
    const Sibling key = {forms.before.elements()[node].parent, forms.before.name(node)};
    const auto [entry, is_new] = latest.try_emplace(key, node);
    if (!is_new && entry->second > node) return false;
    entry->second = node;
  }
  return true;
}

/// What a comment says, wherever its lines begin.
static std::string said_in(std::string_view comment) {
  std::string said;
  while (true) {
    comment.remove_prefix(std::min(comment.find_first_not_of(" \t"), comment.size()));
    const std::size_t end = comment.find_first_of("\r\n");
    said += comment.substr(0, end);
    if (end == std::string_view::npos) return said;
    said += '\n';
    comment.remove_prefix(end + (comment.substr(end, 2) == "\r\n" ? 2 : 1));
  }
}

/// Comments by the element, of `before`, that they stand in.
static std::vector<std::pair<NodeId, std::string>> comments_of(const XmlScan& scan,
                                                               std::span<const NodeId> names) {
  std::vector<std::pair<NodeId, std::string>> comments;
  for (const XmlComment& comment : scan.comments()) {
    const NodeId parent =
        comment.parent == kNoNode || names.empty() ? comment.parent : names[comment.parent];
    comments.emplace_back(parent, said_in(comment.range.in(scan.text())));
  }
  std::ranges::sort(comments);
  return comments;
}

static std::size_t count_instructions(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = behind_declaration(text); (at = text.find("<?", at)) != text.npos; ++at) {
    ++count;
  }
  return count;
}

/// Which fact of `before` each fact of `after` is.
class FactPlaces {
 public:
  FactPlaces(const PrintedForms& forms, std::span<const NodeId> places, const FileFacts& before,
             const FileFacts& after)
      : before_(after.fields().size(), kNoFact) {
    if (before.fields().size() != after.fields().size()) return;
    std::vector<FactIndex> by_element(forms.before.elements().size(), kNoFact);
    NodeId node = 0;
    for (const FieldFact& fact : before.fields()) {
      node = element_at(forms.before, node, fact.element.begin);
      if (node == kNoNode) return;
      by_element[places[node]] = before.index_of(fact);
    }
    node = 0;
    for (const FieldFact& fact : after.fields()) {
      node = element_at(forms.after, node, fact.element.begin);
      if (node == kNoNode || by_element[node] == kNoFact) return;
      before_[after.index_of(fact)] = by_element[node];
    }
    usable_ = true;
  }

  bool usable() const { return usable_; }
  /// The fact of `before` that one of `after` is.
  FactIndex before(FactIndex after) const { return after == kNoFact ? kNoFact : before_[after]; }

 private:
  /// Facts are in the order of the text, as elements are.
  static NodeId element_at(const XmlScan& scan, NodeId from, std::uint32_t begin) {
    const auto elements = scan.elements();
    while (from < elements.size() && elements[from].start_tag.begin < begin) ++from;
    const bool found = from < elements.size() && elements[from].start_tag.begin == begin;
    return found ? from : kNoNode;
  }

  std::vector<FactIndex> before_;
  bool usable_ = false;
};

static bool is_same_fact(const FileFacts& before, const FieldFact& a, const FileFacts& after,
                         const FieldFact& b, const FactPlaces& places) {
  return a.field == b.field && a.state == b.state && a.tainted == b.tainted &&
         a.mended == b.mended && a.foreign == b.foreign && before.text(a) == after.text(b) &&
         a.parent == places.before(b.parent) &&
         before.replacements_in(a, 0, a.text_size) == after.replacements_in(b, 0, b.text_size);
}

using Use = std::tuple<FactIndex, TypeId, FieldId, std::string_view>;

static std::vector<Use> uses_of(const FileFacts& facts, const FactPlaces* places) {
  std::vector<Use> uses;
  uses.reserve(facts.uses().size());
  for (const NameUse& use : facts.uses()) {
    const FactIndex fact = places == nullptr ? use.fact : places->before(use.fact);
    uses.emplace_back(fact, use.type, use.field, facts.name(use));
  }
  std::ranges::sort(uses);
  return uses;
}

using Spoken = std::tuple<std::string, std::string, std::size_t, bool>;

static std::vector<Spoken> ignored_in(const FileNotes& notes) {
  std::vector<Spoken> comments;
  for (const IgnoreComment& comment : notes.ignore_comments) {
    comments.emplace_back(comment.word, comment.reason, comment.rules.size(),
                          comment.covered.empty());
  }
  std::ranges::sort(comments);
  return comments;
}

static std::vector<std::pair<ValueFault, FactIndex>> faults_of(const FileNotes& notes,
                                                               const FactPlaces* places) {
  std::vector<std::pair<ValueFault, FactIndex>> faults;
  for (const BadValue& value : notes.values) {
    faults.emplace_back(value.fault, places == nullptr ? value.fact : places->before(value.fact));
  }
  std::ranges::sort(faults);
  return faults;
}

/// What is one note of a run of elements may be one of fewer runs.
template <class Notes>
static bool are_both_there(const Notes& before, const Notes& after) {
  return before.empty() == after.empty();
}

static bool has_same_notes(const FileNotes& before, const FileNotes& after,
                           const FactPlaces& places) {
  return before.unread.has_value() == after.unread.has_value() &&
         before.breaks.size() == after.breaks.size() &&
         before.root.has_value() == after.root.has_value() &&
         are_both_there(before.unknown_elements, after.unknown_elements) &&
         are_both_there(before.misplaced, after.misplaced) &&
         are_both_there(before.split_grants, after.split_grants) &&
         before.repeated.size() == after.repeated.size() &&
         before.stray_texts.size() == after.stray_texts.size() &&
         before.missing.size() == after.missing.size() &&
         before.empty_fields.size() == after.empty_fields.size() &&
         faults_of(before, nullptr) == faults_of(after, &places) &&
         before.constraints.size() == after.constraints.size() &&
         ignored_in(before) == ignored_in(after) && before.meant == after.meant;
}

/// What each of our comments is about, by the element of `before`.
static std::vector<NodeId> covered_by(const XmlScan& scan, std::span<const NodeId> names) {
  std::vector<NodeId> covered;
  for (const XmlComment& comment : scan.comments()) {
    if (!speaks_to_ecac(comment.range.in(scan.text()))) continue;
    const auto elements = scan.elements();
    const bool any =
        comment.next < elements.size() && elements[comment.next].parent == comment.parent;
    covered.push_back(!any ? kNoNode : names.empty() ? comment.next : names[comment.next]);
  }
  std::ranges::sort(covered);
  return covered;
}

}  // namespace same_meanings

std::string_view difference_of_texts(const PrintedForms& forms) {
  const std::vector<NodeId> places = same_meanings::places_after(forms);
  if (places.empty()) return "the elements";
  const XmlScan& before = forms.before;
  const XmlScan& after = forms.after;
  XmlValue old_value;
  XmlValue new_value;
  for (NodeId node = 0; node < places.size(); ++node) {
    const NodeId place = places[node];
    const NodeId parent = before.elements()[node].parent;
    const NodeId parent_after = parent == kNoNode ? kNoNode : places[parent];
    if (after.elements()[place].parent != parent_after || before.name(node) != after.name(place) ||
        before.namespace_uri(node) != after.namespace_uri(place)) {
      return "the elements";
    }
    if (!same_meanings::has_same_attributes(forms, node, place)) return "an attribute";
    decode_value(before, node, old_value);
    decode_value(after, place, new_value);
    const bool is_same =
        forms.layout.layout(node) == ElementLayout::lines
            ? same_meanings::is_white(old_value.text()) && same_meanings::is_white(new_value.text())
            : old_value.text() == new_value.text();
    if (!is_same) return "a value";
  }
  if (!same_meanings::keeps_lists(forms)) return "the order of a list";
  if (same_meanings::comments_of(before, {}) != same_meanings::comments_of(after, forms.order) ||
      same_meanings::covered_by(before, {}) != same_meanings::covered_by(after, forms.order)) {
    return "a comment";
  }
  if (same_meanings::count_instructions(before.text()) !=
      same_meanings::count_instructions(after.text())) {
    return "a processing instruction";
  }
  return {};
}

std::string_view difference_of_facts(const PrintedForms& forms, const FileFacts& before,
                                     const FileFacts& after) {
  const std::vector<NodeId> nodes = same_meanings::places_after(forms);
  if (nodes.empty()) return "the elements";
  if (before.usable() != after.usable() || before.broken() != after.broken() ||
      before.full_name() != after.full_name() || before.placeholders() != after.placeholders()) {
    return "the file";
  }
  const same_meanings::FactPlaces places(forms, nodes, before, after);
  if (!places.usable()) return "the fields";
  for (const FieldFact& fact : after.fields()) {
    const FieldFact& old = before.fields()[places.before(after.index_of(fact))];
    if (!same_meanings::is_same_fact(before, old, after, fact, places)) return "a field";
  }
  if (same_meanings::uses_of(before, nullptr) != same_meanings::uses_of(after, &places)) {
    return "a name";
  }
  if (!same_meanings::has_same_notes(before.notes(), after.notes(), places)) return "a note";
  return {};
}

}  // namespace ecac
