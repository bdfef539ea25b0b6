#include "compiler/report/fingerprint.h"

#include <algorithm>

#include "compiler/support/sha256.h"

namespace ecac {

namespace {

std::string step_of(const SchemaSet& schema, const FileFacts& facts, const FieldFact& fact) {
  const FieldSchema& field = schema.field(fact.field);
  std::string step(field.name);
  if (field.key.empty() || field.record == nullptr) return step;
  step += '[';
  for (const std::string_view key : field.key) {
    if (step.back() != '[') step += ',';
    const FieldSchema* sub_field = field.record->find(key);
    const FieldFact* value = sub_field == nullptr ? nullptr : facts.find(sub_field->id, fact);
    if (value != nullptr && !sub_field->secret) step += facts.text(*value);
  }
  step += ']';
  return step;
}

}  // namespace

std::string element_path(const SchemaSet& schema, const FileFacts& facts, TextRange range) {
  const FieldFact* innermost = facts.innermost(range);
  std::string path;
  for (const FieldFact* fact = innermost; fact != nullptr;
       fact = fact->parent == kNoFact ? nullptr : &facts.fields()[fact->parent]) {
    std::string step = step_of(schema, facts, *fact);
    if (schema.field(fact->field).repeated) {
      std::size_t number = 1;
      const FactIndex first = fact->parent == kNoFact ? 0 : fact->parent + 1;
      for (FactIndex i = first; i < facts.index_of(*fact); i = facts.fields()[i].subtree_end) {
        const FieldFact& other = facts.fields()[i];
        if (other.field == fact->field && step_of(schema, facts, other) == step) ++number;
      }
      if (number > 1) step += '#' + std::to_string(number);
    }
    path.insert(0, '/' + step);
  }
  return path;
}

std::string Fingerprints::of(CaseId rule_case, std::string_view component,
                             std::string_view element_path, std::string_view subject) {
  std::string text = "1\n";
  text += rule_of(rule_case).code;
  text += '\n';
  text += case_of(rule_case).id;
  text += '\n';
  text += component;
  text += '\n';
  text += element_path;
  text += '\n';
  text += subject;
  const unsigned number = ++seen_[text];
  if (number > 1) text += '\n' + std::to_string(number);
  Sha256 hash;
  hash.update(text);
  return hash.hex_digest().substr(0, 16);
}

}  // namespace ecac
