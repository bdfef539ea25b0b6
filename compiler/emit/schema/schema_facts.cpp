#include "compiler/emit/schema/schema_facts.h"

#include <fmt/format.h>

#include "compiler/schema/schema_words.h"

namespace ecac {
namespace {

/// Empty if the field is not in the record or below it.
std::string path_below(const RecordSchema& record, FieldId id) {
  for (const FieldSchema& field : record.fields) {
    if (field.id == id) return std::string(field.name);
    if (field.record == nullptr) continue;
    const std::string rest = path_below(*field.record, id);
    if (!rest.empty()) return fmt::format("{}.{}", field.name, rest);
  }
  return {};
}

}  // namespace

std::string_view kind_word(const FieldSchema& field) {
  return word_of(kFieldKindWords, field.kind);
}
std::string_view owner_word(Owner owner) {
  return word_of(kOwnerWords, owner);
}
std::string_view standing_word(Standing standing) {
  return word_of(kStandingWords, standing);
}

bool is_mandatory(const FieldSchema& field) {
  return field.required == Requirement::schema || field.required == Requirement::documentation;
}

std::string field_path(const SchemaSet& set, FieldId id) {
  return path_below(set.type(set.type_of(id)).root, id);
}

std::string constraint_sentence(const SchemaSet& set, const Constraint& constraint) {
  std::string fields;
  for (const FieldId id : constraint.fields) {
    if (!fields.empty()) fields += ", ";
    fields += field_path(set, id);
  }
  std::string values;
  for (const std::string_view value : constraint.is) {
    if (!values.empty()) values += " or ";
    values += value;
  }
  std::string when = constraint.when == FieldId::none
                         ? std::string()
                         : fmt::format("{} is {}", field_path(set, constraint.when),
                                       values == "*" ? "present" : values);
  for (const Constraint::Condition& also : constraint.also) {
    when += fmt::format(" and {} is {}", field_path(set, also.when), fmt::join(also.is, " or "));
  }
  switch (constraint.kind) {
    case ConstraintKind::needs: return fmt::format("if {}, needs {}", when, fields);
    case ConstraintKind::excludes: return fmt::format("if {}, no {}", when, fields);
    case ConstraintKind::only_when: return fmt::format("{} only if {}", fields, when);
    case ConstraintKind::one_of: return fmt::format("exactly one of {}", fields);
    case ConstraintKind::positive: return fmt::format("if {}, {} above zero", when, fields);
    case ConstraintKind::matches:
      return fmt::format("if {}, {} like {}", when, fields, constraint.pattern);
    case ConstraintKind::together: return fmt::format("all or none of {}", fields);
  }
  return {};
}

}  // namespace ecac
