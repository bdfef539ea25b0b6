#include "compiler/model/binder/element_binder.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/connected_app_vocabulary.h"
#include "compiler/diagnostics/cases/duplicate_scalar_element.h"
#include "compiler/diagnostics/cases/eaip_parameter_element_singular.h"
#include "compiler/diagnostics/cases/missing_required_element.h"
#include "compiler/diagnostics/cases/namespace_or_root_mismatch.h"
#include "compiler/diagnostics/cases/permission_set_principal_malformed.h"
#include "compiler/diagnostics/cases/repeated_elements_not_contiguous.h"
#include "compiler/diagnostics/cases/stray_text_between_elements.h"
#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/diagnostics/words.h"
#include "compiler/model/binder/constraint_checks.h"
#include "compiler/model/binder/element_fixes.h"
#include "compiler/model/binder/value_checks.h"
#include "compiler/model/value_list.h"
#include "compiler/schema/root_element.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

constexpr std::string_view kInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

bool is_nil(const Binding& binding, NodeId node) {
  const XmlAttribute* nil = binding.scan->find_attribute(node, kInstanceNamespace, "nil");
  if (nil == nullptr) return false;
  const std::string_view value = trim_blanks(nil->value.in(binding.text));
  return value == "true" || value == "1";
}

/// A block with a unique key and nothing for it is a matter of SCH009.
bool says_nothing(const FieldSchema& block, const FieldSchema& field) {
  return block.unique_key &&
         std::find(block.key.begin(), block.key.end(), field.name) == block.key.end();
}

std::string_view name_of(const Binding& binding, const RecordSchema& record) {
  return &record == &binding.type->root ? binding.type->name : record.name;
}

}  // namespace

ElementBinder::ElementBinder(const SchemaSet& schema)
    : schema_(schema), seen_(schema.field_count()), present_(schema.field_count(), kNoFact) {}

bool ElementBinder::bind(Binding& binding, const XmlTree& tree) {
  const std::size_t size = binding.scan->elements().size();
  if (size == 0) return false;
  bound_.assign(size, Bound{});
  complex_.clear();
  separated_runs_.clear();
  stand_ins_.clear();
  split_principals_.clear();
  const bool ours = bind_root(binding, tree);
  if (ours) {
    for (NodeId node = 1; node < size; ++node) bind_child(binding, tree, node);
    for (const NodeId node : complex_) finish_complex(binding, tree, node);
    fix_separated_runs(binding, tree);
    fix_renames(binding, tree);
    for (const SplitPrincipal& split : split_principals_) {
      join_principal(binding, binding.findings[split.finding], tree, split.block);
    }
  }
  serial_ += size;
  return ours;
}

bool ElementBinder::bind_root(Binding& binding, const XmlTree& tree) {
  const XmlElement& root = binding.scan->elements()[0];
  const std::string_view name = binding.scan->local_name(0);
  const std::string_view expected = root_element(*binding.type);
  if (name != expected) {
    LocalFinding& finding = binding.report(
        cases::XML003_root, root.name,
        fmt::format("root element `{}` does not match the suffix `.{}`, which is `{}`", shown(name),
                    binding.type->suffix, expected));
    finding.diagnostic.subject = tree.name(0);
    const TypeSchema* other = schema_.find_type(name);
    if (other != nullptr && !other->suffix.empty()) {
      finding.diagnostic.helps.push_back(
          fmt::format("a file of `{}` ends in `.{}-meta.xml`", other->name, other->suffix));
    }
    return false;
  }
  const std::string_view space = binding.scan->namespace_uri(0);
  if (space != kMetadataNamespace) {
    const auto attributes = binding.scan->attributes(0);
    const auto declared = std::find_if(
        attributes.begin(), attributes.end(),
        [&](const XmlAttribute& attribute) { return attribute.name.in(binding.text) == "xmlns"; });
    LocalFinding& finding = binding.report(
        cases::XML003_namespace, declared == attributes.end() ? root.name : declared->value,
        space.empty() ? fmt::format("`{}` has no namespace; metadata needs xmlns=\"{}\"", name,
                                    kMetadataNamespace)
                      : fmt::format("`{}` is not the namespace of metadata, `{}`", shown(space),
                                    kMetadataNamespace));
    finding.diagnostic.subject = space;
  }
  bound_[0].record = &binding.type->root;
  complex_.push_back(0);
  return true;
}

void ElementBinder::bind_child(Binding& binding, const XmlTree& tree, NodeId node) {
  const NodeId parent_node = tree.parent(node);
  Bound& parent = bound_[parent_node];
  const XmlElement& element = binding.scan->elements()[node];
  if (parent.leaf) {
    // The break says it already: of the element itself, or of the leaf that swallowed it.
    if (element.mended || binding.scan->elements()[parent_node].mended) return;
    const std::string_view holder = schema_.field(binding.facts[parent.fact].field).name;
    LocalFinding& finding =
        binding.report(cases::SCH001_nested, element.name,
                       fmt::format("`{}` holds a plain value; it cannot contain an element `{}`",
                                   holder, shown(tree.name(node))));
    finding.diagnostic.subject = tree.name(node);
    finding.newer_case = cases::SCH001_newer_api;
    return;
  }
  if (parent.record == nullptr) return;  // inside something unknown, which was reported
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
  } else if (!parent.record->open) {
    report_unknown(binding, node, *parent.record);
    bound_[parent_node].previous_unknown = name;
  }
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
  if (field.kind == FieldKind::complex || field.removable || field.secret || field.sensitive) {
    fact.own_lines = whole_lines(binding.text, fact.element) != fact.element;
  }
  if (field.kind == FieldKind::complex) {
    fact.state = nil ? ValueState::nil : ValueState::set;
    fact.value = element.content();
    if (!nil) {
      bound.record = field.record;
      complex_.push_back(node);
    }
  } else {
    bound.leaf = true;
    read_value(binding, node, fact);
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
      report_repeated(binding, node, field, seen);
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
  check_value(binding, field, fact);
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

  // The same map, counted from where the trimmed value begins.
  fact.map_begin = static_cast<std::uint32_t>(binding.segments.size());
  const auto map = decoded_.segments();
  for (std::size_t i = 0; i < map.size(); ++i) {
    const std::uint32_t next = i + 1 < map.size() ? map[i + 1].begin : end;
    if (next <= begin || map[i].begin >= end) continue;
    ValueSegment segment = {map[i].begin, map[i].source, map[i].copied};
    if (segment.begin < begin) {
      if (segment.copied) segment.source.begin += begin - segment.begin;
      segment.begin = begin;
    }
    segment.begin -= begin;
    binding.segments.push_back(segment);
  }
  fact.map_size = static_cast<std::uint32_t>(binding.segments.size()) - fact.map_begin;
}

void ElementBinder::collect_uses(Binding& binding, const FieldSchema& field, FactIndex index) {
  if (field.reference_type == TypeId::none) return;
  if (field.reference_format == ReferenceFormat::username) return;
  const FieldFact fact = binding.facts[index];
  if (fact.foreign || fact.mended) return;
  const std::string_view value = binding.value_of(fact);
  const char second_separator = field.list == ListSyntax::comma ? ';' : '\0';
  for_each_item(value, field.list, [&](const ListItem& item) {
    for_each_part(item, second_separator, [&](const ListItem& part) {
      if (part.text.empty() || has_placeholder(part.text)) return;
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
  decode_value(*binding.scan, node, decoded_);
  const std::string_view whole = decoded_.text();
  const std::string_view value = trim_blanks(whole);
  const auto begin = static_cast<std::size_t>(value.data() - whole.data());
  const XmlElement& element = binding.scan->elements()[node];
  binding.full_name_lines = whole_lines(binding.text, element.range());
  binding.full_name_range = value.empty() ? TextRange{element.start_tag.end, element.start_tag.end}
                                          : decoded_.source(begin, begin + value.size());
  binding.full_name_begin = static_cast<std::uint32_t>(binding.values.size());
  binding.full_name_size = static_cast<std::uint32_t>(value.size());
  binding.values.append(value);
}

void ElementBinder::stands_for(NodeId node, const FieldSchema& field, std::size_t finding,
                               bool rename) {
  stand_ins_.push_back({node, &field, finding, rename});
}

void ElementBinder::report_foreign_word(Binding& binding, NodeId node, const RecordSchema& record,
                                        const VocabularyEntry& known) {
  const XmlElement& element = binding.scan->elements()[node];
  const std::string_view name = binding.scan->local_name(node);
  const bool connected_app = known.family == "connectedApp";
  // A run of repeated elements is one mistake.
  if (bound_[element.parent].previous_unknown == name && connected_app) return;
  std::string message =
      !connected_app ? fmt::format(
                           "the element is called `{}`; `{}` stands only in a sample of "
                           "the guide",
                           known.means, name)
      : known.means.empty()
          ? fmt::format("`{}` belongs to Connected Apps; `{}` has no such field", name,
                        binding.type->name)
          : fmt::format("`{}` is Connected App vocabulary; external client apps say `{}`", name,
                        known.means);
  LocalFinding& finding =
      binding.report(connected_app ? cases::SCH003_element : cases::SCH012_singular, element.name,
                     std::move(message));
  finding.newer_case = cases::SCH001_newer_api;
  finding.diagnostic.subject = name;
  if (!known.hint.empty()) finding.diagnostic.notes.emplace_back(known.hint);
  const FieldSchema* listed = known.means.empty() ? nullptr : record.find(known.means);
  if (listed != nullptr) stands_for(node, *listed, binding.findings.size() - 1, known.lossless);
}

void ElementBinder::report_principal_part(Binding& binding, NodeId node, const RecordSchema& record,
                                          const VocabularyEntry& known) {
  const XmlElement& element = binding.scan->elements()[node];
  // All parts of a block are one mistake.
  const bool again = !split_principals_.empty() && split_principals_.back().block == element.parent;
  if (again) return;
  LocalFinding& finding = binding.report(
      cases::CRD016_shape, element.name,
      fmt::format("`{}` is no part of a grant; credential and principal stand in one "
                  "`externalCredentialPrincipal`, joined by a hyphen, beside `enabled`",
                  known.written));
  finding.newer_case = cases::SCH001_newer_api;
  finding.diagnostic.subject = known.written;
  const std::size_t index = binding.findings.size() - 1;
  split_principals_.push_back({element.parent, index});
  for (const FieldSchema& field : record.fields) stands_for(node, field, index, false);
}

void ElementBinder::report_unknown(Binding& binding, NodeId node, const RecordSchema& record) {
  const XmlElement& element = binding.scan->elements()[node];
  const std::string_view name = binding.scan->local_name(node);
  const VocabularyEntry* known = schema_.find_vocabulary(binding.type->id, name);
  if (known != nullptr && (known->family == "connectedApp" || known->family == "guideSample")) {
    report_foreign_word(binding, node, record, *known);
    return;
  }
  if (known != nullptr && known->family == "principalParts" && record.find(known->means)) {
    report_principal_part(binding, node, record, *known);
    return;
  }
  if (known == nullptr && &record == &binding.type->root) {
    MisplacedElement misplaced;
    misplaced.homes = schema_.sibling_fields(binding.type->id, name);
    if (!misplaced.homes.empty()) {
      misplaced.name = element.name;
      describe_for_move(binding, node, misplaced);
      binding.misplaced.push_back(std::move(misplaced));
      return;
    }
  }
  std::string_view meant;
  if (known != nullptr) {
    meant = known->means;
    const std::size_t dot = meant.find('.');
    if (meant.substr(0, dot) == binding.type->name) meant.remove_prefix(dot + 1);
    // The same wrong word again and again, for a field that stands once, is one mistake.
    const FieldSchema* once = record.find(meant);
    const bool again = bound_[element.parent].previous_unknown == name;
    if (again && once != nullptr && !once->repeated) return;
  } else {
    std::vector<std::string_view> names;
    for (const FieldSchema& field : record.fields) names.push_back(field.name);
    meant = nearest_word(name, names);
  }
  LocalFinding& finding = binding.report(
      cases::SCH001_unknown, element.name,
      fmt::format("`{}` is not a field of `{}`{}", shown(name), name_of(binding, record),
                  meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant)));
  finding.newer_case = cases::SCH001_newer_api;
  finding.diagnostic.subject = name;
  if (known != nullptr && !known->hint.empty()) finding.diagnostic.notes.emplace_back(known->hint);
  if (!meant.empty()) finding.diagnostic.caret = fmt::format("did you mean `{}`?", meant);
  const FieldSchema* field = meant.empty() ? nullptr : record.find(meant);
  if (field != nullptr) {
    stands_for(node, *field, binding.findings.size() - 1, known == nullptr || known->lossless);
  }
}

void ElementBinder::report_repeated(Binding& binding, NodeId node, const FieldSchema& field,
                                    Seen& seen) {
  const auto elements = binding.scan->elements();
  const XmlElement& element = elements[node];
  const FieldFact& first = binding.facts[seen.fact];
  if (field.repeated) {
    LocalFinding& finding = binding.report(
        cases::XML005_separated, element.name,
        fmt::format("`{}` elements must stand together; something separates this one from those "
                    "before it",
                    field.name));
    finding.diagnostic.subject = fmt::format("{} {}", field.name, seen.count + 1);
    finding.diagnostic.labels.push_back(
        {{FileId::none, elements[seen.element].name}, "the one before it"});
    finding.diagnostic.notes.emplace_back(
        "the org answers that the element is duplicated at this location");
    separated_runs_.push_back({node, seen.first_run_end, binding.findings.size() - 1});
    return;
  }
  const FieldFact& again = binding.facts.back();
  const bool leaf = field.kind != FieldKind::complex;
  const bool identical = leaf ? binding.value_of(first) == binding.value_of(again) &&
                                    first.state == again.state && !first.foreign && !again.foreign
                              : first.element.in(binding.text) == again.element.in(binding.text);
  std::string values;
  if (leaf && !identical && !field.secret) {
    values = fmt::format(": `{}` and `{}`", shown(binding.value_of(first)),
                         shown(binding.value_of(again)));
  }
  LocalFinding& finding =
      binding.report(identical ? cases::XML004_identical : cases::XML004_different, element.name,
                     fmt::format("`{}` stands twice in `{}`, which takes it once{}", field.name,
                                 name_of(binding, *bound_[element.parent].record), values));
  finding.diagnostic.subject = fmt::format("{} {}", field.name, seen.count + 1);
  finding.diagnostic.labels.push_back({{FileId::none, first.start_tag()}, "the first one"});
  if (identical) {
    binding.fix(finding, "Remove the second one", Applicability::safe,
                whole_lines(binding.text, again.element), "");
  }
}

void ElementBinder::finish_complex(Binding& binding, const XmlTree& tree, NodeId node) {
  const Bound& bound = bound_[node];
  const XmlElement& element = binding.scan->elements()[node];
  report_stray_text(binding, node);
  note_present(binding, bound.fact);
  report_missing(binding, tree, node);
  check_constraints(binding, *bound.record, present_,
                    element.near_mend ? TextRange{} : element.start_tag);
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

void ElementBinder::report_stray_text(Binding& binding, NodeId node) {
  for (const XmlPiece& piece : binding.scan->pieces(node)) {
    const std::string_view raw = piece.range.in(binding.text);
    const std::string_view stray = trim_blanks(raw);
    if (stray.empty()) continue;
    const auto begin = static_cast<std::uint32_t>(stray.data() - binding.text.data());
    const TextRange range = {begin, begin + static_cast<std::uint32_t>(stray.size())};
    LocalFinding& finding = binding.report(
        cases::XML006_text, range,
        fmt::format("stray text between the elements of `{}`; it is ignored or refused, depending "
                    "on the parser",
                    name_of(binding, *bound_[node].record)));
    finding.diagnostic.subject = "text";
    const bool punctuation = std::all_of(stray.begin(), stray.end(), [](char c) {
      return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
             (c >= '{' && c <= '~');
    });
    if (punctuation) binding.fix(finding, "Remove it", Applicability::safe, range, "");
  }
}

void ElementBinder::report_missing(Binding& binding, const XmlTree& tree, NodeId node) {
  const RecordSchema& record = *bound_[node].record;
  const XmlElement& element = binding.scan->elements()[node];
  const std::string_view owner = name_of(binding, record);
  const FactIndex holder = bound_[node].fact;
  const FieldSchema* block =
      holder == kNoFact ? nullptr : &schema_.field(binding.facts[holder].field);
  for (const FieldSchema& field : record.fields) {
    if (field.required == Requirement::optional || field.until != 0) continue;
    const FactIndex index = present_[static_cast<std::size_t>(field.id)];
    if (index != kNoFact) {
      if (block == nullptr || !says_nothing(*block, field)) {
        report_empty(binding, field, binding.facts[index], owner);
      }
      continue;
    }
    if (element.near_mend) continue;
    const bool stood_for =
        std::any_of(stand_ins_.begin(), stand_ins_.end(), [&](const StandIn& stand_in) {
          return stand_in.meant == &field &&
                 binding.scan->elements()[stand_in.element].parent == node;
        });
    if (stood_for) continue;
    const CaseId rule_case = field.required == Requirement::schema ? cases::SCH005_schema
                             : field.required == Requirement::documentation
                                 ? cases::SCH005_documented
                             : field.required == Requirement::advised ? cases::SCH005_advised
                                                                      : cases::SCH005_undocumented;
    LocalFinding& finding = binding.report(rule_case, element.start_tag,
                                           fmt::format("`{}` has no `{}`", owner, field.name));
    finding.from = std::max(field.required_since, field.since);
    finding.diagnostic.subject = field.name;
    if (!field.description.empty()) {
      finding.diagnostic.notes.push_back(fmt::format("`{}`: {}", field.name, field.description));
    }
    insert_child(binding, finding, tree, node, field);
  }
}

void ElementBinder::report_empty(Binding& binding, const FieldSchema& field, const FieldFact& fact,
                                 std::string_view owner) {
  if (fact.mended || fact.foreign || field.required == Requirement::undocumented) return;
  // An org writes `xsi:nil` for what it does not know itself, so that is never an error.
  const bool nil = fact.state == ValueState::nil;
  // Other kinds report their own empty values.
  const bool empty = fact.state == ValueState::empty && field.kind == FieldKind::string;
  if (!nil && !empty) return;
  LocalFinding& finding =
      binding.report(cases::SCH005_empty, fact.element,
                     fmt::format("`{}` of `{}` is there but {}", field.name, owner,
                                 nil ? "says that it has no value (xsi:nil)" : "empty"));
  finding.from = std::max(field.required_since, field.since);
  finding.diagnostic.subject = field.name;
}

void ElementBinder::fix_separated_runs(Binding& binding, const XmlTree& tree) {
  const auto elements = binding.scan->elements();
  for (const SeparatedRun& run : separated_runs_) {
    if (!binding.editable) return;
    NodeId last = run.first;
    for (NodeId next = tree.next_sibling(last);
         next != kNoNode && tree.name(next) == tree.name(run.first);
         next = tree.next_sibling(next)) {
      last = next;
    }
    move_elements(binding, binding.findings[run.finding],
                  {elements[run.first].start_tag.begin, elements[last].end_tag.end},
                  elements[run.attach_to].end_tag.end);
  }
}

void ElementBinder::fix_renames(Binding& binding, const XmlTree& tree) {
  for (const StandIn& stand_in : stand_ins_) {
    if (!stand_in.rename) continue;
    const FieldSchema& meant = *stand_in.meant;
    const NodeId parent = binding.scan->elements()[stand_in.element].parent;
    note_present(binding, bound_[parent].fact);
    if (!meant.repeated && present_[static_cast<std::size_t>(meant.id)] != kNoFact) continue;
    LocalFinding& finding = binding.findings[stand_in.finding];
    if (meant.list == ListSyntax::comma) {
      join_elements(binding, finding, tree, stand_in.element, meant.name);
    } else {
      rename_to_field(binding, finding, tree, stand_in.element, meant);
    }
  }
}

}  // namespace ecac
