#include "compiler/report/element_path.h"

#include <algorithm>

namespace ecac {

const std::string& ElementPaths::at(TextRange range) {
  const FieldFact* fact = innermost(range);
  return fact == nullptr ? nowhere_ : path_of(*fact);
}

Owner ElementPaths::owner_at(TextRange range) const {
  const FieldFact* fact = innermost(range);
  return fact == nullptr ? Owner::none : schema_.field(fact->field).owner;
}

/// The same as FileFacts::innermost, but without a look at each element before the range.
const FieldFact* ElementPaths::innermost(TextRange range) const {
  const auto facts = facts_.fields();
  // Facts stand in the order of their start tags, so that the last that begins before the range
  // holds it or is inside one that does.
  const auto behind = std::partition_point(facts.begin(), facts.end(), [&](const FieldFact& fact) {
    return fact.element.begin <= range.begin;
  });
  if (behind == facts.begin()) return nullptr;
  const FieldFact* fact = &*(behind - 1);
  while (!fact->element.contains(range)) {
    if (fact->parent == kNoFact) return nullptr;
    fact = &facts[fact->parent];
  }
  return fact;
}

const std::string& ElementPaths::path_of(const FieldFact& fact) {
  const FactIndex index = facts_.index_of(fact);
  if (const auto known = paths_.find(index); known != paths_.end()) return known->second;
  std::string path = fact.parent == kNoFact ? std::string() : path_of(facts_.fields()[fact.parent]);
  path += '/';
  path += step_of(fact);
  if (schema_.field(fact.field).repeated) {
    if (const std::size_t number = number_of(fact); number > 1) {
      path += '#' + std::to_string(number);
    }
  }
  return paths_.emplace(index, std::move(path)).first->second;
}

std::string ElementPaths::step_of(const FieldFact& fact) {
  ++steps_;
  const FieldSchema& field = schema_.field(fact.field);
  std::string step(field.name);
  if (field.key.empty() || field.record == nullptr) return step;
  step += '[';
  for (const std::string_view key : field.key) {
    if (step.back() != '[') step += ',';
    const FieldSchema* sub_field = field.record->find(key);
    const FieldFact* value = sub_field == nullptr ? nullptr : facts_.find(sub_field->id, fact);
    if (value != nullptr && !sub_field->secret) step += facts_.text(*value);
  }
  step += ']';
  return step;
}

std::size_t ElementPaths::number_of(const FieldFact& fact) {
  const auto facts = facts_.fields();
  if (numbers_.empty()) {
    numbers_.resize(facts.size(), 1);
    std::unordered_map<std::string, std::uint32_t> met;  // by parent and step
    for (FactIndex i = 0; i < facts.size(); ++i) {
      if (!schema_.field(facts[i].field).repeated) continue;
      numbers_[i] = ++met[std::to_string(facts[i].parent) + '/' + step_of(facts[i])];
    }
  }
  return numbers_[facts_.index_of(fact)];
}

}  // namespace ecac
