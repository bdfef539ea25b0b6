#include "compiler/model/binder/unknown_elements.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

/// What a word means, without the type it belongs to if that is the file's.
std::string_view meaning(const Binding& binding, const VocabularyEntry& word) {
  std::string_view meant = word.means;
  const std::size_t dot = meant.find('.');
  if (meant.substr(0, dot) == binding.type->name) meant.remove_prefix(dot + 1);
  return meant;
}

/// Credential and principal of a grant that says them apart; nothing unless all of it is clear.
void read_split_grant(const Binding& binding, const XmlTree& tree, NodeId block, SplitGrant& note) {
  const auto elements = binding.scan->elements();
  if (elements[block].near_mend) return;
  SplitGrant read;
  read.enabled = "true";
  NodeId first = kNoNode;
  NodeId last = kNoNode;
  for (const NodeId child : tree.children(block)) {
    const std::string_view value = trim_blanks(elements[child].content().in(binding.text));
    if (value.find('<') != std::string_view::npos) return;
    const std::string_view name = binding.scan->local_name(child);
    if (name == "externalCredentialName" && read.credential.empty()) {
      read.credential = value;
    } else if (name == "principalName" && read.principal.empty()) {
      read.principal = value;
    } else if (name == "enabled") {
      read.enabled = value;
    } else if (name != "accessLevel") {
      return;
    }
    if (first == kNoNode) first = child;
    last = child;
  }
  if (read.credential.empty() || read.principal.empty()) return;
  note.run = {elements[first].start_tag.begin, elements[last].end_tag.end};
  note.credential = std::move(read.credential);
  note.principal = std::move(read.principal);
  note.enabled = std::move(read.enabled);
}

/// The only field whose name goes on as the other does, or ends before it: `externalClientApp` for
/// `externalClientApplication`. Short names begin alike by chance.
const FieldSchema* continued(const RecordSchema& record, std::string_view name) {
  constexpr std::size_t kShortest = 12;
  const FieldSchema* found = nullptr;
  for (const FieldSchema& field : record.fields) {
    const std::size_t common = std::min(field.name.size(), name.size());
    const std::size_t rest = std::max(field.name.size(), name.size()) - common;
    if (common < kShortest || rest * 2 > common) continue;
    if (field.name.substr(0, common) != name.substr(0, common)) continue;
    if (found != nullptr) return nullptr;
    found = &field;
  }
  return found;
}

}  // namespace

void UnknownElements::clear() {
  meant_.clear();
  stand_ins_.clear();
  siblings_.clear();
  split_block_ = kNoNode;
}

void UnknownElements::add(Binding& binding, const XmlTree& tree, NodeId node,
                          const RecordSchema& record, FactIndex parent, bool again) {
  const XmlElement& element = binding.scan->elements()[node];
  const std::string_view name = binding.scan->local_name(node);
  const VocabularyEntry* word = schema_.find_vocabulary(binding.type->id, name);
  if (word != nullptr && word->family == "principalParts" && record.find(word->means)) {
    add_principal_part(binding, tree, node, record, *word);
    return;
  }
  if (word == nullptr && &record == &binding.type->root && add_misplaced(binding, node, name)) {
    return;
  }
  const bool foreign_word = word != nullptr && word->family == "connectedApp";
  const bool sample_word = word != nullptr && word->family == "guideSample";
  const FieldSchema* field = nullptr;
  if (word == nullptr) {
    std::vector<std::string_view> names;
    for (const FieldSchema& known : record.fields) names.push_back(known.name);
    const std::string_view nearest = nearest_word(name, names);
    field = nearest.empty() ? continued(record, name) : record.find(nearest);
  } else {
    const std::string_view meant =
        foreign_word || sample_word ? word->means : meaning(binding, *word);
    if (!meant.empty()) field = record.find(meant);
  }
  if (again) {
    // A run of one foreign word is one mistake; so is the same wrong word again and again for a
    // field that stands once.
    if (foreign_word) return;
    if (word != nullptr && !sample_word && field != nullptr && !field->repeated) return;
  }
  UnknownElement& note = binding.notes.unknown_elements.emplace_back();
  note.element = element.range();
  note.name_range = element.name;
  note.name = name;
  note.parent = parent;
  note.word = word;
  if (field == nullptr) {
    if (word == nullptr) {
      mean_by_name(binding, element.parent, record, name);
    } else {
      mean_by_word(binding, *word);
    }
    return;
  }
  note.meant = field->id;
  mean(binding, element.parent, field->id);
  if (word != nullptr && !word->lossless) return;
  stand_ins_.push_back(
      {element.parent, node, field->id, binding.notes.unknown_elements.size() - 1});
}

void UnknownElements::add_in_leaf(Binding& binding, const XmlTree& tree, NodeId node,
                                  FactIndex leaf) {
  const XmlElement& element = binding.scan->elements()[node];
  UnknownElement& note = binding.notes.unknown_elements.emplace_back();
  note.element = element.range();
  note.name_range = element.name;
  note.name = tree.name(node);
  note.parent = leaf;
  note.in_leaf = true;
}

void UnknownElements::add_inside(Binding& binding, NodeId node, NodeId holder,
                                 const RecordSchema& record) {
  const std::string_view name = binding.scan->local_name(node);
  if (const VocabularyEntry* word = schema_.find_vocabulary(binding.type->id, name)) {
    const FieldSchema* field = word->means.empty() ? nullptr : record.find(meaning(binding, *word));
    if (field != nullptr) {
      mean(binding, holder, field->id);
    } else {
      mean_by_word(binding, *word);
    }
  }
  mean_by_name(binding, holder, record, name);
}

void UnknownElements::add_principal_part(Binding& binding, const XmlTree& tree, NodeId node,
                                         const RecordSchema& record, const VocabularyEntry& word) {
  const XmlElement& element = binding.scan->elements()[node];
  // All parts of a block are one mistake.
  if (split_block_ == element.parent) return;
  split_block_ = element.parent;
  SplitGrant& note = binding.notes.split_grants.emplace_back();
  note.name_range = element.name;
  note.part = word.written;
  read_split_grant(binding, tree, element.parent, note);
  for (const FieldSchema& field : record.fields) mean(binding, element.parent, field.id);
}

bool UnknownElements::add_misplaced(Binding& binding, NodeId node, std::string_view name) {
  const std::vector<FieldId>& homes = siblings(binding, name);
  if (homes.empty()) return false;
  const XmlElement& element = binding.scan->elements()[node];
  binding.notes.misplaced.push_back({element.range(), element.name, homes});
  for (const FieldId home : homes) binding.notes.meant.push_back(home);
  return true;
}

const std::vector<FieldId>& UnknownElements::siblings(const Binding& binding,
                                                      std::string_view name) {
  const auto [known, first] = siblings_.try_emplace(name);
  if (first) known->second = schema_.sibling_fields(binding.type->id, name);
  return known->second;
}

void UnknownElements::mean(Binding& binding, NodeId parent, FieldId field) {
  meant_.emplace_back(parent, field);
  binding.notes.meant.push_back(field);
}

void UnknownElements::mean_by_name(Binding& binding, NodeId holder, const RecordSchema& record,
                                   std::string_view name) {
  if (const FieldSchema* own = record.find(name)) {
    mean(binding, holder, own->id);
  } else if (const FieldSchema* of_root = binding.type->root.find(name)) {
    mean(binding, 0, of_root->id);
  } else {
    const std::vector<FieldId>& homes = siblings(binding, name);
    binding.notes.meant.insert(binding.notes.meant.end(), homes.begin(), homes.end());
  }
}

void UnknownElements::mean_by_word(Binding& binding, const VocabularyEntry& word) {
  const std::string_view meant = meaning(binding, word);
  const std::size_t dot = meant.find('.');
  const TypeSchema* type =
      dot == std::string_view::npos ? binding.type : schema_.find_type(meant.substr(0, dot));
  if (meant.empty() || type == nullptr) return;
  const FieldSchema* field =
      type->root.find(dot == std::string_view::npos ? meant : meant.substr(dot + 1));
  if (field == nullptr) return;
  if (type == binding.type) {
    mean(binding, 0, field->id);
  } else {
    binding.notes.meant.push_back(field->id);
  }
}

void UnknownElements::settle(Binding& binding) {
  std::sort(meant_.begin(), meant_.end());
  std::vector<FieldId>& meant = binding.notes.meant;
  std::sort(meant.begin(), meant.end());
  meant.erase(std::unique(meant.begin(), meant.end()), meant.end());
  std::stable_sort(stand_ins_.begin(), stand_ins_.end(),
                   [](const StandIn& a, const StandIn& b) { return a.parent < b.parent; });
}

bool UnknownElements::is_meant(NodeId parent, FieldId field) const {
  return std::binary_search(meant_.begin(), meant_.end(), std::pair(parent, field));
}

void UnknownElements::describe(Binding& binding, const XmlTree& tree, const StandIn& stand_in,
                               const FieldSchema& meant) {
  const auto elements = binding.scan->elements();
  UnknownElement& note = binding.notes.unknown_elements[stand_in.note];
  const auto value_of = [&](NodeId node) {
    decode_value(*binding.scan, node, decoded_);
    return trim_blanks(decoded_.text());
  };
  if (elements[stand_in.element].mended) return;
  NodeId last = stand_in.element;
  std::string joined;
  if (meant.list == ListSyntax::comma) {
    // One list says what several elements do.
    for (NodeId node = stand_in.element;
         node != kNoNode && tree.name(node) == tree.name(stand_in.element);
         node = tree.next_sibling(node)) {
      if (elements[node].mended || tree.first_child(node) != kNoNode) return;
      if (!joined.empty()) joined += ", ";
      joined += value_of(node);
      last = node;
    }
  }
  note.replaceable = true;
  note.run = {elements[stand_in.element].start_tag.begin, elements[last].range().end};
  if (last != stand_in.element) {
    note.value = std::move(joined);
  } else if (tree.first_child(stand_in.element) == kNoNode &&
             !elements[stand_in.element].self_closing) {
    const std::string_view value = value_of(stand_in.element);
    if (value.empty()) return;
    const auto begin = static_cast<std::size_t>(value.data() - decoded_.text().data());
    note.value = value;
    note.value_range = decoded_.source(begin, begin + value.size());
  }
}

}  // namespace ecac
