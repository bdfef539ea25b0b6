#include "compiler/model/binder/element_binder.h"

#include <algorithm>

#include "compiler/model/binder/constraint_checks.h"
#include "compiler/model/binder/value_checks.h"
#include "compiler/model/value_list.h"
#include "compiler/schema/root_element.h"
#include "compiler/secrets/placeholder.h"

namespace ecac {

namespace {

constexpr std::string_view kInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

bool is_nil(const Binding& binding, NodeId node) {
  const XmlAttribute* nil = binding.scan->find_attribute(node, kInstanceNamespace, "nil");
  if (nil == nullptr) return false;
  const std::string_view value = trim_blanks(nil->value.in(binding.text));
  return value == "true" || value == "1";
}

/// The bytes of a value that were written in a range of the file.
std::pair<std::uint32_t, std::uint32_t> bytes_of_value(const Binding& binding,
                                                       const FieldFact& fact, TextRange written) {
  const bool overlaps = fact.value.begin < written.end && written.begin < fact.value.end;
  if (!overlaps) return {0, 0};
  if (fact.map_size == 0) {
    const TextRange part = {std::max(written.begin, fact.value.begin),
                            std::min(written.end, fact.value.end)};
    return {part.begin - fact.value.begin, part.end - fact.value.begin};
  }
  const auto map = std::span(binding.segments).subspan(fact.map_begin, fact.map_size);
  const auto first = std::partition_point(map.begin(), map.end(), [&](const ValueSegment& one) {
    return one.source.end <= written.begin;
  });
  const auto last = std::partition_point(
      first, map.end(), [&](const ValueSegment& one) { return one.source.begin < written.end; });
  if (first == last) return {0, 0};
  const std::uint32_t skipped =
      first->part != 0 && written.begin > first->source.begin
          ? (written.begin - first->source.begin) / first->part_source * first->part
          : 0;
  const ValueSegment& ending = *(last - 1);
  const std::uint32_t end = last == map.end() ? fact.text_size : last->begin;
  const std::uint32_t left =
      ending.part != 0 && written.end < ending.source.end
          ? (ending.source.end - written.end) / ending.part_source * ending.part
          : 0;
  return {first->begin + skipped, end - std::min(left, end)};
}

/// A block with a unique key and nothing for it is a matter of SCH009.
bool says_nothing(const FieldSchema& block, const FieldSchema& field) {
  return block.unique_key &&
         std::find(block.key.begin(), block.key.end(), field.name) == block.key.end();
}

}  // namespace

ElementBinder::ElementBinder(const SchemaSet& schema)
    : schema_(schema),
      seen_(schema.field_count()),
      present_(schema.field_count(), kNoFact),
      unknown_(schema) {}

bool ElementBinder::bind(Binding& binding, const XmlTree& tree) {
  const std::size_t size = binding.scan->elements().size();
  if (size == 0) return false;
  bound_.assign(size, Bound{});
  complex_.clear();
  separated_runs_.clear();
  unknown_.clear();
  find_open_elements(binding, tree);
  const bool ours = bind_root(binding, tree);
  if (ours) {
    for (NodeId node = 1; node < size; ++node) bind_child(binding, tree, node);
    unknown_.settle(binding);
    for (const NodeId node : complex_) finish_complex(binding, node);
    find_separated_runs(binding, tree);
    unknown_.settle_replacements(binding, tree, [&](NodeId parent) {
      note_present(binding, bound_[parent].fact);
      return [this](FieldId field) { return present_[static_cast<std::size_t>(field)] != kNoFact; };
    });
  }
  serial_ += size;
  return ours;
}

bool ElementBinder::bind_root(Binding& binding, const XmlTree& tree) {
  const XmlElement& root = binding.scan->elements()[0];
  const std::string_view name = binding.scan->local_name(0);
  if (name != root_element(*binding.type)) {
    binding.notes.root = {false, root.name, std::string(name), std::string(tree.name(0))};
    return false;
  }
  const std::string_view space = binding.scan->namespace_uri(0);
  if (space != kMetadataNamespace && !binding.is_replaced(root.start_tag)) {
    const auto attributes = binding.scan->attributes(0);
    const auto declared = std::find_if(
        attributes.begin(), attributes.end(),
        [&](const XmlAttribute& attribute) { return attribute.name.in(binding.text) == "xmlns"; });
    binding.notes.root = {true, declared == attributes.end() ? root.name : declared->value,
                          std::string(space), std::string(tree.name(0))};
  }
  bound_[0].record = &binding.type->root;
  complex_.push_back(0);
  return true;
}

void ElementBinder::bind_child(Binding& binding, const XmlTree& tree, NodeId node) {
  const NodeId parent_node = tree.parent(node);
  Bound& parent = bound_[parent_node];
  if (parent.leaf) {
    bind_inside(binding, node, tree.parent(parent_node));
    // The break says it already: of the element itself, or of the leaf that swallowed it.
    const auto elements = binding.scan->elements();
    if (!elements[node].mended && !elements[parent_node].mended) {
      unknown_.add_in_leaf(binding, tree, node, parent.fact);
    }
    return;
  }
  if (parent.record == nullptr) {
    bind_inside(binding, node, parent.holder);
    return;
  }
  const std::string_view name = binding.scan->local_name(node);
  const FieldSchema* field = parent.record->find(name);
  // A field that is gone since long and that Connected Apps still have is not a matter of versions.
  const bool gone = field != nullptr && field->until != 0;
  const VocabularyEntry* word = gone ? schema_.find_vocabulary(binding.type->id, name) : nullptr;
  if (field != nullptr && (word == nullptr || word->family != "connectedApp")) {
    parent.previous_unknown = {};
    bind_field(binding, node, *field);
    return;
  }
  parent.previous_child = FieldId::none;
  if (parent_node == 0 && name == "fullName") {
    bind_full_name(binding, node);
  } else if (!parent.record->open &&
             !binding.is_replaced(binding.scan->elements()[node].start_tag)) {
    bound_[node].holder = parent_node;
    unknown_.add(binding, tree, node, *parent.record, parent.fact, parent.previous_unknown == name);
    parent.previous_unknown = name;
  }
}

void ElementBinder::bind_inside(Binding& binding, NodeId node, NodeId holder) {
  if (holder == kNoNode) return;  // something that its type leaves open
  bound_[node].holder = holder;
  unknown_.add_inside(binding, node, holder, *bound_[holder].record);
}

void ElementBinder::bind_field(Binding& binding, NodeId node, const FieldSchema& field) {
  const auto elements = binding.scan->elements();
  const XmlElement& element = elements[node];
  Bound& parent = bound_[element.parent];
  Bound& bound = bound_[node];
  const bool nil = is_nil(binding, node);

  FieldFact fact;
  fact.field = field.id;
  fact.parent = parent.fact;
  fact.element = element.range();
  fact.start_tag_size = element.start_tag.size();
  fact.mended = element.mended;
  if (field.kind == FieldKind::complex) {
    fact.state = nil ? ValueState::nil : ValueState::set;
    fact.value = element.content();
    fact.mended |= is_open(node);
    if (!nil) {
      bound.record = field.record;
      complex_.push_back(node);
    }
  } else {
    bound.leaf = true;
    read_value(binding, node, fact);
    if (!binding.markers.empty()) note_filled(binding, node, fact);
    if (nil) fact.state = ValueState::nil;
    fact.foreign = node + 1 < elements.size() && elements[node + 1].parent == node;
  }
  const auto index = static_cast<FactIndex>(binding.facts.size());
  bound.fact = index;
  fact.subtree_end = index + 1;
  binding.facts.push_back(fact);
  for (FactIndex up = fact.parent; up != kNoFact; up = binding.facts[up].parent) {
    binding.facts[up].subtree_end = index + 1;
  }

  Seen& seen = seen_[static_cast<std::size_t>(field.id)];
  if (seen.parent != serial_of(element.parent)) {
    seen = {serial_of(element.parent), node, node, index, 1};
  } else {
    if (!field.repeated || parent.previous_child != field.id) {
      note_repeated(binding, node, field, seen);
    }
    if (seen.first_run_end == seen.element && parent.previous_child == field.id) {
      seen.first_run_end = node;
    }
    seen.element = node;
    ++seen.count;
  }
  parent.previous_child = field.id;

  if (!bound.leaf || nil) return;
  if (fact.tainted) ++binding.placeholders;
  check_value(binding, field, index);
  collect_uses(binding, field, index);
}

void ElementBinder::read_value(Binding& binding, NodeId node, FieldFact& fact) {
  decode_value(*binding.scan, node, decoded_);
  const std::string_view whole = decoded_.text();
  const std::string_view value = trim_blanks(whole);
  fact.text_begin = static_cast<std::uint32_t>(binding.values.size());
  fact.text_size = static_cast<std::uint32_t>(value.size());
  binding.values.append(value);
  if (value.empty()) {
    const std::uint32_t at = binding.scan->elements()[node].start_tag.end;
    fact.state = ValueState::empty;
    fact.value = {at, at};
    return;
  }
  fact.state = ValueState::set;
  const auto begin = static_cast<std::uint32_t>(value.data() - whole.data());
  const auto end = begin + fact.text_size;
  fact.value = decoded_.source(begin, end);
  fact.tainted = has_placeholder(value);
  if (decoded_.verbatim()) return;
  if (binding.segments.size() + decoded_.segments().size() > limits::kValueSegments) {
    binding.too_many_pieces = true;
    return;
  }

  // The same map, counted from where the trimmed value begins.
  fact.map_begin = static_cast<std::uint32_t>(binding.segments.size());
  const auto map = decoded_.segments();
  for (std::size_t i = 0; i < map.size(); ++i) {
    const std::uint32_t next = i + 1 < map.size() ? map[i + 1].begin : end;
    if (next <= begin || map[i].begin >= end) continue;
    ValueSegment segment = map[i];
    if (segment.begin < begin) {
      segment.source.begin = segment.source_of(begin).begin;
      segment.begin = begin;
    }
    segment.begin -= begin;
    binding.segments.push_back(segment);
  }
  fact.map_size = static_cast<std::uint32_t>(binding.segments.size()) - fact.map_begin;
}

/// What the deploy replaces in a value, by whatever spelling. Where it replaces only tags, all of
/// the value is open.
void ElementBinder::note_filled(Binding& binding, NodeId node, FieldFact& fact) {
  const XmlElement& element = binding.scan->elements()[node];
  const auto markers = markers_in(binding.markers, element.range());
  if (markers.empty()) return;
  fact.tainted = true;
  fact.state = ValueState::set;
  const std::uint32_t end = fact.text_begin + fact.text_size;
  for (const DeclaredMarker& marker : markers) {
    const auto [from, to] = bytes_of_value(binding, fact, marker.range);
    FilledPart part{fact.text_begin + from, fact.text_begin + to, marker.replacements};
    if (from >= to) {
      if (element.content().contains(marker.range)) continue;  // in a comment: no part of the value
      part.begin = fact.text_begin;
      part.end = end;
    }
    const bool overlaps = !binding.filled.empty() && part.begin < binding.filled.back().end;
    if (!overlaps) {
      binding.filled.push_back(std::move(part));
      continue;
    }
    FilledPart& last = binding.filled.back();
    last.end = std::max(last.end, part.end);
    last.replacements.insert(last.replacements.end(), part.replacements.begin(),
                             part.replacements.end());
  }
}

void ElementBinder::collect_uses(Binding& binding, const FieldSchema& field, FactIndex index) {
  if (field.reference_type == TypeId::none) return;
  if (field.reference_format == ReferenceFormat::username) return;
  const FieldFact fact = binding.facts[index];
  if (!fact.intact()) return;
  const std::string_view value = binding.value_of(fact);
  const char second_separator = field.list == ListSyntax::comma ? ';' : '\0';
  for_each_item(value, field.list, [&](const ListItem& item) {
    for_each_part(item, second_separator, [&](const ListItem& part) {
      if (part.text.empty()) return;
      if (fact.tainted && binding.has_placeholder(fact, part.begin, part.end)) return;
      std::string_view name = part.text;
      // `<ExternalCredential>-<principal>`: a credential's name cannot hold a hyphen.
      if (field.reference_format == ReferenceFormat::principal) {
        name = name.substr(0, name.find('-'));
      }
      binding.uses.push_back({field.reference_type, field.id, index,
                              binding.range_in_value(fact, part.begin, part.begin + name.size()),
                              fact.text_begin + static_cast<std::uint32_t>(part.begin),
                              static_cast<std::uint32_t>(name.size())});
    });
  });
}

void ElementBinder::bind_full_name(Binding& binding, NodeId node) {
  const XmlElement& element = binding.scan->elements()[node];
  if (binding.is_replaced(element.range())) return;
  decode_value(*binding.scan, node, decoded_);
  const std::string_view whole = decoded_.text();
  const std::string_view value = trim_blanks(whole);
  const auto begin = static_cast<std::size_t>(value.data() - whole.data());
  binding.full_name_element = element.range();
  binding.full_name_range = value.empty() ? TextRange{element.start_tag.end, element.start_tag.end}
                                          : decoded_.source(begin, begin + value.size());
  binding.full_name_begin = static_cast<std::uint32_t>(binding.values.size());
  binding.full_name_size = static_cast<std::uint32_t>(value.size());
  binding.values.append(value);
}

void ElementBinder::note_repeated(Binding& binding, NodeId node, const FieldSchema& field,
                                  Seen& seen) {
  const auto elements = binding.scan->elements();
  const XmlElement& element = elements[node];
  // What is replaced with tags may leave one of them.
  const TextRange content = element.content();
  if (binding.is_replaced({element.range().begin, content.begin}) ||
      binding.is_replaced({content.end, element.range().end})) {
    return;
  }
  if (field.repeated) {
    binding.notes.separated.push_back({field.id,
                                       element.name,
                                       seen.count + 1,
                                       elements[seen.element].name,
                                       {},
                                       elements[seen.first_run_end].range()});
    separated_runs_.push_back(node);
    return;
  }
  const FieldFact& first = binding.facts[seen.fact];
  const FieldFact& again = binding.facts.back();
  const bool leaf = field.kind != FieldKind::complex;
  const bool identical = leaf ? binding.value_of(first) == binding.value_of(again) &&
                                    first.state == again.state && !first.foreign && !again.foreign
                              : first.element.in(binding.text) == again.element.in(binding.text);
  binding.notes.repeated.push_back({seen.fact, static_cast<FactIndex>(binding.facts.size() - 1),
                                    element.name, seen.count + 1, identical});
}

void ElementBinder::finish_complex(Binding& binding, NodeId node) {
  const Bound& bound = bound_[node];
  const XmlElement& element = binding.scan->elements()[node];
  note_stray_text(binding, node);
  note_present(binding, bound.fact);
  note_missing(binding, node);
  check_constraints(binding, *bound.record, present_, {unknown_, node},
                    element.near_mend || is_open(node) ? TextRange{} : element.start_tag);
}

void ElementBinder::note_present(const Binding& binding, FactIndex parent) {
  for (const FieldId field : present_fields_) present_[static_cast<std::size_t>(field)] = kNoFact;
  present_fields_.clear();
  const FactIndex first = parent == kNoFact ? 0 : parent + 1;
  const FactIndex last = parent == kNoFact ? static_cast<FactIndex>(binding.facts.size())
                                           : binding.facts[parent].subtree_end;
  for (FactIndex i = first; i < last; i = binding.facts[i].subtree_end) {
    FactIndex& slot = present_[static_cast<std::size_t>(binding.facts[i].field)];
    if (slot != kNoFact) continue;
    slot = i;
    present_fields_.push_back(binding.facts[i].field);
  }
}

void ElementBinder::note_stray_text(Binding& binding, NodeId node) {
  for (const XmlPiece& piece : binding.scan->pieces(node)) {
    const std::string_view raw = piece.range.in(binding.text);
    const std::string_view stray = trim_blanks(raw);
    if (stray.empty()) continue;
    const auto begin = static_cast<std::uint32_t>(stray.data() - binding.text.data());
    if (binding.is_replaced({begin, begin + static_cast<std::uint32_t>(stray.size())})) continue;
    const bool punctuation = std::all_of(stray.begin(), stray.end(), [](char c) {
      return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
             (c >= '{' && c <= '~');
    });
    binding.notes.stray_texts.push_back({bound_[node].fact,
                                         {begin, begin + static_cast<std::uint32_t>(stray.size())},
                                         punctuation});
  }
}

void ElementBinder::note_missing(Binding& binding, NodeId node) {
  const RecordSchema& record = *bound_[node].record;
  const auto elements = binding.scan->elements();
  const FactIndex holder = bound_[node].fact;
  const FieldSchema* block =
      holder == kNoFact ? nullptr : &schema_.field(binding.facts[holder].field);
  for (const FieldSchema& field : record.fields) {
    if (field.required == Requirement::optional || field.until != 0) continue;
    const FactIndex index = present_[static_cast<std::size_t>(field.id)];
    if (index != kNoFact) {
      if (block == nullptr || !says_nothing(*block, field)) note_empty(binding, field, index);
      continue;
    }
    if (elements[node].near_mend || is_open(node) || unknown_.is_meant(node, field.id)) continue;
    const FieldSchema* excuse = record.find(field.required_unless);
    if (excuse != nullptr && present_[static_cast<std::size_t>(excuse->id)] != kNoFact) continue;
    const bool has_children = node + 1 < elements.size() && elements[node + 1].parent == node;
    binding.notes.missing.push_back({field.id, holder, elements[node].start_tag, has_children});
  }
}

void ElementBinder::note_empty(Binding& binding, const FieldSchema& field, FactIndex index) {
  const FieldFact& fact = binding.facts[index];
  if (!fact.intact() || fact.tainted || field.required == Requirement::undocumented) return;
  // Other kinds note their own empty values.
  const bool empty = fact.state == ValueState::empty && field.kind == FieldKind::string;
  if (empty || fact.state == ValueState::nil) binding.notes.empty_fields.push_back(index);
}

/// Elements between whose children something is replaced: others may come to stand there.
void ElementBinder::find_open_elements(const Binding& binding, const XmlTree& tree) {
  open_.clear();
  const auto elements = binding.scan->elements();
  for (const DeclaredMarker& marker : binding.markers) {
    const auto behind = std::partition_point(
        elements.begin(), elements.end(),
        [&](const XmlElement& element) { return element.start_tag.begin <= marker.range.begin; });
    if (behind == elements.begin()) continue;
    auto node = static_cast<NodeId>(behind - elements.begin() - 1);
    while (node != kNoNode && !elements[node].content().contains(marker.range)) {
      node = tree.parent(node);
    }
    if (node != kNoNode) open_.push_back(node);
  }
  std::sort(open_.begin(), open_.end());
}

bool ElementBinder::is_open(NodeId node) const {
  return std::binary_search(open_.begin(), open_.end(), node);
}

void ElementBinder::find_separated_runs(Binding& binding, const XmlTree& tree) {
  const auto elements = binding.scan->elements();
  for (std::size_t i = 0; i < separated_runs_.size(); ++i) {
    const NodeId first = separated_runs_[i];
    NodeId last = first;
    for (NodeId next = tree.next_sibling(last);
         next != kNoNode && tree.name(next) == tree.name(first); next = tree.next_sibling(next)) {
      last = next;
    }
    binding.notes.separated[i].run = {elements[first].start_tag.begin, elements[last].range().end};
  }
}

}  // namespace ecac
