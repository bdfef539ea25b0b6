#include "compiler/schema/type_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <type_traits>

#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

// Pointers into a record stay valid while the vector of records grows.
static_assert(std::is_nothrow_move_constructible_v<RecordSchema>);

constexpr int kDeepestRecord = 8;

std::size_t count_children(pugi::xml_node node, const char* name) {
  const auto children = node.children(name);
  return static_cast<std::size_t>(std::distance(children.begin(), children.end()));
}

bool is_whole_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), ascii::is_digit);
}

}  // namespace

TypeSchema TypeReader::read() {
  const pugi::xml_node node = reader_.root();
  TypeDraft draft;
  read_attributes(reader_, node, draft);
  type_ = std::move(draft.type);
  type_.root.open = draft.open;
  if (type_.name.empty()) {
    reader_.fail(node, "<type> needs a name");
    return std::move(type_);
  }
  type_.root.name = type_.name;
  type_.id = numbers_.type_id(type_.name);
  read_children();
  read_fields(node, type_.root, FieldId::none, 0);
  read_records_.push_back(ReadRecord{kRoot, node});
  for (const UsedRecord& used : used_records_) used.field->record = &type_.records[used.position];
  for (const ReadRecord& read : read_records_) {
    read_constraints(read.node, read.position == kRoot ? type_.root : type_.records[read.position]);
  }
  check_records_used();
  return std::move(type_);
}

void TypeReader::read_children() {
  for (const pugi::xml_node child : reader_.root().children()) {
    const std::string_view name = child.name();
    if (name == "field" || name == "record") continue;  // read in an order of their own
    if (name == "description") {
      type_.description = reader_.text(child);
    } else if (name == "source") {
      type_.source = reader_.text(child);
    } else if (name == "wrongSuffix") {
      type_.wrong_suffixes.push_back(reader_.text(child));
    } else if (name == "edition") {
      type_.editions.push_back(reader_.text(child));
    } else if (name == "removed") {
      type_.removal_effect = reader_.text(child);
    } else if (name == "permission") {
      Permission permission;
      read_attributes(reader_, child, permission);
      type_.permissions.push_back(permission);
    } else if (std::none_of(kConstraintWords.begin(), kConstraintWords.end(),
                            [&](const auto& word) { return word.first == name; })) {
      reader_.fail(child, fmt::format("<type> cannot hold <{}>", name));
    }
  }
}

void TypeReader::read_fields(pugi::xml_node owner, RecordSchema& record, FieldId parent,
                             int depth) {
  const std::size_t count = count_children(owner, "field");
  record.fields.reserve(count);  // so that no field moves while its records are read
  record.by_name.reserve(count);
  for (const pugi::xml_node node : owner.children("field")) {
    std::string_view record_name;
    record.fields.push_back(read_field(node, parent, record_name));
    FieldSchema& field = record.fields.back();
    if (!record.by_name.add(field.name, record.fields.size() - 1)) {
      reader_.fail(node, fmt::format("field '{}' is listed twice", field.name));
    }
    if (!field.reference.empty() || !field.reference_also.empty() || !field.moved_to.empty()) {
      to_resolve_.push_back(FieldToResolve{&reader_.file(), node.offset_debug(), &field});
    }
    if (!record_name.empty()) read_record(node, record_name, field, depth);
  }
  for (const pugi::xml_node node : owner.children("field")) {
    const std::string_view other = node.attribute("requiredUnless").value();
    if (other.empty() || record.find(other) != nullptr) continue;
    reader_.fail(node, fmt::format("there is no field '{}' beside it", other));
  }
}

FieldSchema TypeReader::read_field(pugi::xml_node node, FieldId parent, std::string_view& record) {
  FieldDraft draft;
  read_attributes(reader_, node, draft);
  FieldSchema& field = draft.field;
  if (!draft.values.empty()) {
    field.values = set_.find_enum(draft.values);
    if (field.values == nullptr) {
      reader_.fail(node, fmt::format("there is no list of values '{}'", draft.values));
    }
  }
  read_field_children(node, field);
  check_field(node, draft);
  if (field.owner == Owner::none) field.owner = type_.owner;
  field.id = numbers_.field_id(type_.id, parent, field.name);
  record = draft.record;
  return std::move(field);
}

void TypeReader::read_field_children(pugi::xml_node node, FieldSchema& field) {
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = child.name();
    if (name == "description") {
      field.description = reader_.text(child);
    } else if (name == "source") {
      field.source = reader_.text(child);
    } else if (name == "allowedSince") {
      read_allowed_since(child, field);
    } else {
      reader_.fail(child, fmt::format("<field> cannot hold <{}>", name));
    }
  }
}

void TypeReader::read_allowed_since(pugi::xml_node node, FieldSchema& field) {
  AttributeValue version(reader_, node, node.attribute("version"));
  const ApiVersion since = version.version();
  for (const std::string_view word : blank_separated(reader_.text(node))) {
    const auto allowed =
        std::find_if(field.allowed.begin(), field.allowed.end(), [&](const auto& other) {
          return is_whole_number(word) && std::to_string(other.value) == word;
        });
    if (allowed == field.allowed.end()) {
      reader_.fail(node, fmt::format("'{}' is not among the allowed values", word));
    } else {
      allowed->since = since;
    }
  }
}

void TypeReader::check_field(pugi::xml_node node, const FieldDraft& draft) {
  const FieldSchema& field = draft.field;
  const auto require = [&](bool condition, std::string_view message) {
    if (!condition) reader_.fail(node, fmt::format("field '{}' {}", field.name, message));
  };
  require(!field.name.empty(), "needs a name");
  require(field.token_scope.empty() || !field.source.empty(),
          "needs a <source> for the scope of its token");
  require(draft.has_kind, "needs a kind");
  require(field.kind != FieldKind::enumeration || !draft.values.empty(),
          "is an enum and needs values");
  require(draft.values.empty() || field.kind == FieldKind::enumeration ||
              field.kind == FieldKind::string,
          "has values, so it must be an enum or a string");
  require(draft.record.empty() || field.kind == FieldKind::complex,
          "has a record, so it must be complex");
  require(field.kind != FieldKind::complex || !draft.record.empty() || type_.root.open,
          "is complex and needs a record");
  require(field.until == 0 || field.since <= field.until, "is removed before it is there");
  require(field.max_count == 0 || field.repeated, "has a maxCount but is not repeated");
  if (!field.default_value) return;
  const std::string_view value = *field.default_value;
  if (field.kind == FieldKind::boolean) {
    require(value == "true" || value == "false", "has a default that is no boolean");
  } else if (field.kind == FieldKind::integer) {
    require(is_whole_number(value), "has a default that is no whole number");
  } else if (field.values != nullptr && field.list == ListSyntax::none) {
    require(field.values->find(value) != nullptr, "has a default that is not among its values");
  }
}

void TypeReader::read_record(pugi::xml_node field_node, std::string_view name, FieldSchema& field,
                             int depth) {
  pugi::xml_node found;
  for (const pugi::xml_node node : reader_.root().children("record")) {
    if (name == node.attribute("name").value()) found = node;
  }
  if (found.empty()) {
    reader_.fail(field_node, fmt::format("there is no record '{}' in this file", name));
    return;
  }
  if (depth == kDeepestRecord) {
    reader_.fail(field_node, fmt::format("record '{}' contains itself", name));
    return;
  }
  RecordDraft draft;
  draft.open = type_.root.open;
  read_attributes(reader_, found, draft);
  RecordSchema record;
  record.name = draft.name;
  record.open = draft.open;
  for (const pugi::xml_node child : found.children()) {
    const std::string_view child_name = child.name();
    if (child_name != "field" &&
        std::none_of(kConstraintWords.begin(), kConstraintWords.end(),
                     [&](const auto& word) { return word.first == child_name; })) {
      reader_.fail(child, fmt::format("<record> cannot hold <{}>", child_name));
    }
  }
  read_fields(found, record, field.id, depth + 1);
  check_keys(field_node, field, record);
  used_records_.push_back(UsedRecord{&field, type_.records.size()});
  read_records_.push_back(ReadRecord{type_.records.size(), found});
  type_.records.push_back(std::move(record));
}

void TypeReader::check_keys(pugi::xml_node node, const FieldSchema& field,
                            const RecordSchema& record) {
  const auto check = [&](std::string_view key) {
    if (record.find(key) != nullptr) return;
    reader_.fail(node, fmt::format("record '{}' has no field '{}' to be a key", record.name, key));
  };
  for (const std::string_view key : field.key) {
    check(key);
    const FieldSchema* part = record.find(key);
    if (part == nullptr || part->values == nullptr) continue;
    for (const EnumValue& value : part->values->values) {
      for (const std::string_view own : value.key) check(own);
    }
  }
}

void TypeReader::check_records_used() {
  std::vector<std::string_view> names;
  for (const pugi::xml_node node : reader_.root().children("record")) {
    const std::string_view name = node.attribute("name").value();
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      reader_.fail(node, fmt::format("record '{}' is listed twice", name));
    }
    names.push_back(name);
    if (std::none_of(type_.records.begin(), type_.records.end(),
                     [&](const RecordSchema& record) { return record.name == name; })) {
      reader_.fail(node, fmt::format("no field has the record '{}'", name));
    }
  }
}

void TypeReader::read_constraints(pugi::xml_node owner, RecordSchema& record) {
  for (const pugi::xml_node node : owner.children()) {
    for (const auto& [word, kind] : kConstraintWords) {
      if (word == node.name()) read_constraint(node, kind, record);
    }
  }
}

void TypeReader::read_constraint(pugi::xml_node node, ConstraintKind kind, RecordSchema& record) {
  ConstraintDraft draft;
  read_attributes(reader_, node, draft);
  const RuleInfo* rule = find_rule(draft.rule);
  if (rule == nullptr) {
    reader_.fail(node, fmt::format("there is no rule '{}'", draft.rule));
    return;
  }
  const std::optional<CaseId> rule_case =
      draft.rule_case.empty() ? rule->first_case : find_case(rule->code, draft.rule_case);
  if (!rule_case) {
    reader_.fail(node, fmt::format("rule {} has no case '{}'", rule->code, draft.rule_case));
    return;
  }
  Constraint constraint{kind, *rule_case};
  const auto resolve = [&](std::string_view path) {
    const FieldSchema* field = field_at(record, path);
    if (field != nullptr) return field->id;
    reader_.fail(node, fmt::format("'{}' has no field '{}'", record.name, path));
    return FieldId::none;
  };
  const bool conditional = kind != ConstraintKind::one_of && kind != ConstraintKind::together;
  if (conditional != (!draft.when.empty() && !draft.is.empty())) {
    reader_.fail(node, fmt::format("<{}> {} 'when' and 'is'", node.name(),
                                   conditional ? "needs" : "has no"));
    return;
  }
  if (draft.fields.empty()) reader_.fail(node, fmt::format("<{}> needs fields", node.name()));
  if (conditional) {
    constraint.when = resolve(draft.when);
    if (const FieldSchema* when = field_at(record, draft.when)) {
      check_condition(node, *when, draft.is);
    }
  }
  constraint.is = draft.is;
  constraint.offers_removal = !draft.offer.empty();
  const bool forbids = kind == ConstraintKind::excludes || kind == ConstraintKind::only_when;
  if (!draft.offer.empty() && (!forbids || draft.offer != "remove")) {
    reader_.fail(node, fmt::format("<{}> cannot offer '{}'", node.name(), draft.offer));
  }
  for (const std::string_view path : draft.fields) constraint.fields.push_back(resolve(path));
  constraint.pattern = draft.pattern;
  if ((kind == ConstraintKind::matches) == draft.pattern.empty()) {
    reader_.fail(node, fmt::format("<{}> {} pattern", node.name(),
                                   draft.pattern.empty() ? "needs a" : "has no"));
  }
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = child.name();
    if (name == "message") {
      constraint.message = reader_.text(child);
    } else if (name == "source") {
      constraint.source = reader_.text(child);
    } else if (name == "also" && conditional) {
      ConditionDraft also;
      read_attributes(reader_, child, also);
      constraint.also.push_back({resolve(also.when), also.is});
      if (const FieldSchema* when = field_at(record, also.when)) {
        check_condition(child, *when, also.is);
      }
    } else {
      reader_.fail(child, fmt::format("<{}> cannot hold <{}>", node.name(), name));
    }
  }
  record.constraints.push_back(std::move(constraint));
}

const FieldSchema* TypeReader::field_at(const RecordSchema& record, std::string_view path) const {
  const std::size_t dot = path.find('.');
  const FieldSchema* field = record.find(path.substr(0, dot));
  if (field == nullptr || dot == std::string_view::npos) return field;
  return field->record == nullptr ? nullptr : field_at(*field->record, path.substr(dot + 1));
}

void TypeReader::check_condition(pugi::xml_node node, const FieldSchema& when,
                                 const std::vector<std::string_view>& values) {
  for (const std::string_view value : values) {
    const bool possible =
        value == "*" || (when.kind == FieldKind::boolean ? value == "true" || value == "false"
                         : when.values != nullptr        ? when.values->find(value) != nullptr
                                                         : true);
    if (!possible) {
      reader_.fail(node, fmt::format("'{}' is no value of '{}'", value, when.name));
    }
  }
}

}  // namespace ecac
