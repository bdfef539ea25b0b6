#include "compiler/emit/schema/schema_json.h"

#include <algorithm>

#include "compiler/emit/schema/schema_facts.h"
#include "compiler/emit/text/json_writer.h"
#include "compiler/schema/schema_words.h"

namespace ecac {
namespace {

class SchemaJson {
 public:
  SchemaJson(const SchemaSet& set, std::string& out) : set_(set), json_(out, 2) {}

  void write(const TypeSchema* only) {
    json_.begin_object();
    json_.key("types").begin_array();
    for (const TypeSchema& type : set_.types()) {
      if (only == nullptr || only->id == type.id) write_type(type);
    }
    json_.end_array();
    json_.end_object();
  }

 private:
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) json_.member(key, value);
  }
  void version(std::string_view key, ApiVersion value) {
    if (value != 0) json_.member(key, value);
  }
  void flag(std::string_view key, bool value) {
    if (value) json_.key(key).boolean(true);
  }

  void write_type(const TypeSchema& type) {
    json_.begin_object();
    json_.member("name", type.name);
    text("suffix", type.suffix);
    text("directory", type.directory);
    version("since", type.since);
    version("until", type.until);
    flag("open", type.root.open);
    text("description", type.description);
    write_fields(type.root);
    json_.key("constraints").begin_array();
    write_constraints(type.root);
    for (const RecordSchema& record : type.records) write_constraints(record);
    json_.end_array();
    json_.end_object();
  }

  void write_fields(const RecordSchema& record) {
    json_.key("fields").begin_array();
    for (const FieldSchema& field : record.fields) write_field(field);
    json_.end_array();
  }

  void write_field(const FieldSchema& field) {
    json_.begin_object();
    json_.member("name", field.name);
    json_.member("kind", kind_word(field));
    flag("required", is_mandatory(field));
    flag("repeated", field.repeated);
    version("since", field.since);
    version("until", field.until);
    if (field.default_value) json_.member("default", *field.default_value);
    if (field.values != nullptr) {
      json_.key("values").begin_array();
      for (const EnumValue& value : field.values->values) json_.string(value.name);
      json_.end_array();
      write_removed_values(*field.values);
    }
    text("reference", field.reference);
    flag("secret", field.secret);
    text("owner", owner_word(field.owner));
    text("description", field.description);
    if (field.record != nullptr) write_fields(*field.record);
    json_.end_object();
  }

  /// The values of the list that newer versions do not have, with the last version that has each.
  void write_removed_values(const EnumSchema& list) {
    const auto is_removed = [](const EnumValue& value) { return value.until != 0; };
    if (std::none_of(list.values.begin(), list.values.end(), is_removed)) return;
    json_.key("removedValues").begin_object();
    for (const EnumValue& value : list.values) {
      if (is_removed(value)) version(value.name, value.until);
    }
    json_.end_object();
  }

  void write_constraints(const RecordSchema& record) {
    for (const Constraint& constraint : record.constraints) {
      json_.begin_object();
      json_.member("kind", word_of(kConstraintWords, constraint.kind));
      json_.member("rule", rule_of(constraint.rule_case).code);
      json_.member("case", case_of(constraint.rule_case).id);
      if (constraint.when != FieldId::none) {
        json_.member("when", field_path(set_, constraint.when));
        json_.key("is").begin_array();
        for (const std::string_view value : constraint.is) json_.string(value);
        json_.end_array();
      }
      json_.key("fields").begin_array();
      for (const FieldId field : constraint.fields) json_.string(field_path(set_, field));
      json_.end_array();
      if (!constraint.also.empty()) {
        json_.key("also").begin_array();
        for (const Constraint::Condition& also : constraint.also) {
          json_.begin_object();
          json_.member("when", field_path(set_, also.when));
          json_.key("is").begin_array();
          for (const std::string_view value : also.is) json_.string(value);
          json_.end_array();
          json_.end_object();
        }
        json_.end_array();
      }
      text("pattern", constraint.pattern);
      text("message", constraint.message);
      json_.end_object();
    }
  }

  const SchemaSet& set_;
  JsonWriter json_;
};

}  // namespace

std::string schema_json(const SchemaSet& set, const TypeSchema* only) {
  std::string out;
  SchemaJson(set, out).write(only);
  return out + '\n';
}

}  // namespace ecac
