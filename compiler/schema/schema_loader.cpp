#include "compiler/schema/schema_loader.h"

#include <fmt/format.h>

#include <algorithm>

namespace ecac {
namespace {

std::string_view stem_of(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);  // npos + 1 is 0
  return path.substr(0, path.find('.'));
}

}  // namespace

Result<std::shared_ptr<const SchemaSet>> SchemaSet::load(std::span<const SchemaFile> files) {
  return SchemaLoader(files).load();
}

SchemaLoader::SchemaLoader(std::span<const SchemaFile> files)
    : set_(new SchemaSet()), data_(*set_->data_) {
  std::size_t size = 0;
  for (const SchemaFile& file : files) {
    files_.push_back(&file);
    size += file.text.size() + 1;
  }
  std::sort(files_.begin(), files_.end(),
            [](const SchemaFile* a, const SchemaFile* b) { return a->path < b->path; });
  data_.text = std::make_unique_for_overwrite<char[]>(size);
  free_text_ = data_.text.get();
  const std::size_t count = files_.size();
  // What has been read must stay where it is, others point to it.
  data_.enums.reserve(count);
  data_.types.reserve(count);
  data_.enum_names.reserve(count);
  data_.type_names.reserve(count);
  data_.suffixes.reserve(count);
  data_.file_names.reserve(count);
}

Result<std::shared_ptr<const SchemaSet>> SchemaLoader::load() {
  read_files("enums/", "enum", &SchemaLoader::read_enum);
  read_files("types/", "type", &SchemaLoader::read_type);
  place_fields();
  resolve_fields();
  read_files("profiles.xml", "profiles", &SchemaLoader::read_profiles);
  read_files("key-files.xml", "keyFiles", &SchemaLoader::read_key_files);
  read_files("foreign-folders.xml", "foreignFolders", &SchemaLoader::read_foreign_folders);
  read_files("authorization-servers.xml", "authorizationServers",
             &SchemaLoader::read_authorization_servers);
  read_files("baseline.xml", "baseline", &SchemaLoader::read_baseline);
  read_files("retrieved-form.xml", "retrievedForm", &SchemaLoader::read_retrieved_form);
  read_files("vocabulary.xml", "vocabulary", &SchemaLoader::read_vocabulary);
  read_files("requests/", "requests", &SchemaLoader::read_requests);
  data_.requests = requests_.take(problems_);
  if (problems_.first()) return Error{*problems_.first(), ErrorKind::invalid};
  return std::shared_ptr<const SchemaSet>(std::move(set_));
}

void SchemaLoader::read_files(std::string_view path_start, std::string_view root, ReadFile read) {
  for (const SchemaFile* file : files_) {
    if (!file->path.starts_with(path_start) || !file->path.ends_with(".xml")) continue;
    std::copy(file->text.begin(), file->text.end(), free_text_);
    SchemaReader reader(*file, free_text_, problems_);
    free_text_ += file->text.size() + 1;
    if (reader.root().name() == root) {
      (this->*read)(reader);
    } else {
      reader.fail(reader.root(), fmt::format("expected <{}>", root));
    }
  }
}

void SchemaLoader::check_file_name(SchemaReader& reader, std::string_view name) {
  if (stem_of(reader.file().path) == name) return;
  reader.fail(reader.root(), fmt::format("'{}' must be in a file of that name", name));
}

void SchemaLoader::read_enum(SchemaReader& reader) {
  EnumSchema list;
  read_attributes(reader, reader.root(), list);
  check_file_name(reader, list.name);
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description") {
      list.description = reader.text(child);
    } else if (name == "source") {
      list.source = reader.text(child);
    } else if (name == "mistake") {
      read_attributes(reader, child, list.mistakes.emplace_back());
    } else if (name == "value") {
      read_value(reader, child, list);
    } else if (name == "drops") {
      read_drops(reader, child, list);
    } else if (name == "tokenForm") {
      read_token_form(reader, child, list);
    } else {
      reader.fail(child, fmt::format("<enum> cannot hold <{}>", name));
    }
  }
  check_values(reader, list);
  for (const EnumValue& value : list.values) {
    data_.newest_version = std::max(data_.newest_version, value.since);
  }
  if (!list.of.empty()) {
    to_place_.push_back({&reader.file(), reader.root().offset_debug(), list.of});
  }
  if (data_.enum_names.add(list.name, data_.enums.size())) {
    data_.enums.push_back(std::move(list));
  } else {
    reader.fail(reader.root(), fmt::format("there is another list of values '{}'", list.name));
  }
}

void SchemaLoader::read_value(SchemaReader& reader, pugi::xml_node node, EnumSchema& list) {
  EnumValue value;
  read_attributes(reader, node, value);
  for (const pugi::xml_node part : node.children()) {
    if (std::string_view(part.name()) != "description") {
      reader.fail(part, fmt::format("<value> cannot hold <{}>", part.name()));
    }
    value.description = reader.text(part);
  }
  if (value.name.empty()) reader.fail(node, "<value> needs a name");
  if (list.find(value.name) != nullptr) {
    reader.fail(node, fmt::format("value '{}' is listed twice", value.name));
  }
  list.values.push_back(value);
}

void SchemaLoader::read_drops(SchemaReader& reader, pugi::xml_node node, EnumSchema& list) {
  EnumSchema::Drops drops;
  read_attributes(reader, node, drops);
  for (const pugi::xml_node part : node.children()) {
    if (std::string_view(part.name()) != "source") {
      reader.fail(part, fmt::format("<drops> cannot hold <{}>", part.name()));
    }
    drops.source = reader.text(part);
  }
  if (drops.flow.empty() || drops.values.empty() || drops.source.empty()) {
    reader.fail(node, "<drops> needs 'flow', 'values' and a <source>");
  }
  for (const std::string_view value : drops.values) {
    if (list.find(value) == nullptr) {
      reader.fail(node, fmt::format("'{}' is no value listed before", value));
    }
  }
  list.drops.push_back(std::move(drops));
}

void SchemaLoader::read_token_form(SchemaReader& reader, pugi::xml_node node, EnumSchema& list) {
  EnumSchema::TokenForm form;
  read_attributes(reader, node, form);
  form.source = reader.text(node.child("source"));
  if (form.what.empty() || form.values.empty() || form.source.empty()) {
    reader.fail(node, "<tokenForm> needs 'what', 'values' and a <source>");
  }
  for (const std::string_view value : form.values) {
    if (list.find(value) == nullptr) {
      reader.fail(node, fmt::format("'{}' is no value listed before", value));
    }
  }
  list.token_forms.push_back(std::move(form));
}

void SchemaLoader::check_values(SchemaReader& reader, const EnumSchema& list) {
  for (const EnumSchema::Mistake& mistake : list.mistakes) {
    if (list.find(mistake.means) == nullptr) {
      reader.fail(reader.root(), fmt::format("'{}' means '{}', which is no value", mistake.written,
                                             mistake.means));
    }
  }
  if (list.apart && list.source.empty()) {
    reader.fail(reader.root(), "a list that no field has needs a <source>");
  }
}

void SchemaLoader::read_type(SchemaReader& reader) {
  TypeReader type_reader(reader, numbers_, *set_);
  TypeSchema type = type_reader.read();
  check_file_name(reader, type.name);
  if (!data_.type_names.add(type.name, data_.types.size())) {
    reader.fail(reader.root(), fmt::format("there is another type '{}'", type.name));
    return;
  }
  data_.types.push_back(std::move(type));
  index_type(reader, data_.types.size() - 1);
  const auto& more = type_reader.to_resolve();
  to_resolve_.insert(to_resolve_.end(), more.begin(), more.end());
}

void SchemaLoader::index_type(SchemaReader& reader, std::size_t position) {
  const TypeSchema& type = data_.types[position];
  const auto id = static_cast<std::size_t>(type.id);
  if (data_.type_positions.size() <= id) data_.type_positions.resize(id + 1, NameIndex::kNone);
  data_.type_positions[id] = static_cast<std::uint16_t>(position);
  data_.newest_version = std::max({data_.newest_version, type.since, type.documented_since});
  if (type.suffix.empty()) return;
  const bool free_name = type.file_name.empty();
  if (!(free_name ? data_.suffixes.add(type.suffix, position)
                  : data_.file_names.add(type.file_name, position))) {
    reader.fail(reader.root(),
                fmt::format("another type has the {} '{}' too", free_name ? "suffix" : "file name",
                            free_name ? type.suffix : type.file_name));
  }
}

void SchemaLoader::place_fields() {
  set_->fields_.assign(numbers_.field_count(), &SchemaSet::kNoField);
  data_.field_types.assign(numbers_.field_count(), TypeId::none);
  // Code asks for built-in types that another schemas/ folder may lack.
  data_.type_positions.resize(numbers_.type_count(), NameIndex::kNone);
  std::size_t wrong_suffixes = 0;
  for (const TypeSchema& type : data_.types) {
    place_fields(type, type.root);
    for (const RecordSchema& record : type.records) place_fields(type, record);
    wrong_suffixes += type.wrong_suffixes.size();
  }
  std::vector<std::string_view>& secrets = data_.secret_names;
  std::sort(secrets.begin(), secrets.end());
  secrets.erase(std::unique(secrets.begin(), secrets.end()), secrets.end());
  data_.wrong_suffixes.reserve(wrong_suffixes);
  for (std::size_t i = 0; i < data_.types.size(); ++i) {
    for (const std::string_view suffix : data_.types[i].wrong_suffixes) {
      data_.wrong_suffixes.add(suffix, i);
    }
  }
}

void SchemaLoader::place_fields(const TypeSchema& type, const RecordSchema& record) {
  for (const FieldSchema& field : record.fields) {
    const auto index = static_cast<std::size_t>(field.id);
    set_->fields_[index] = &field;
    data_.field_types[index] = type.id;
    if (field.secret) data_.secret_names.push_back(field.name);
    if (!field.token_scope.empty()) data_.token_scopes.push_back(field.token_scope);
    data_.newest_version = std::max({data_.newest_version, field.since, field.documented_since,
                                     field.required_since, field.default_since});
  }
}

void SchemaLoader::resolve_fields() {
  for (TypeSchema& type : data_.types) {
    // Another schemas/ folder may lack the other type; then nothing can clash.
    const TypeSchema* other = set_->find_type(type.clashes_with);
    if (other != nullptr) type.clashing_type = other->id;
  }
  for (const FieldToResolve& pending : to_resolve_) {
    FieldSchema& field = *pending.field;
    if (!field.reference.empty()) {
      const TypeSchema* target = set_->find_type(field.reference);
      if (target != nullptr) {
        field.reference_type = target->id;
      } else if (field.reference_format != ReferenceFormat::username) {
        // Users are records of an org; no metadata type holds them.
        problems_.add(*pending.file, pending.offset,
                      fmt::format("there is no type '{}' to refer to", field.reference));
      }
    }
    if (!field.reference_also.empty()) {
      const TypeSchema* target = set_->find_type(field.reference_also);
      if (target != nullptr && !field.reference.empty()) {
        field.reference_also_type = target->id;
      } else {
        problems_.add(*pending.file, pending.offset,
                      fmt::format("'{}' cannot be referred to also", field.reference_also));
      }
    }
    if (!field.moved_to.empty() && fields_at(field.moved_to).empty()) {
      problems_.add(*pending.file, pending.offset,
                    fmt::format("there is no field '{}' to move to", field.moved_to));
    }
  }
  for (const ListToPlace& list : to_place_) {
    if (!fields_at(list.of).empty()) continue;
    problems_.add(*list.file, list.offset, fmt::format("there is no field '{}'", list.of));
  }
}

std::vector<FieldId> SchemaLoader::fields_named(const TypeSchema& type,
                                                std::string_view name) const {
  std::vector<FieldId> ids;
  if (const FieldSchema* field = type.root.find(name)) ids.push_back(field->id);
  for (const RecordSchema& record : type.records) {
    if (const FieldSchema* field = record.find(name)) ids.push_back(field->id);
  }
  return ids;
}

std::vector<FieldId> SchemaLoader::fields_at(std::string_view path) const {
  const std::size_t dot = path.find('.');
  const TypeSchema* type = set_->find_type(path.substr(0, dot));
  if (type == nullptr || dot == std::string_view::npos) return {};
  return fields_named(*type, path.substr(path.find_last_of('.') + 1));
}

void SchemaLoader::read_profiles(SchemaReader& reader) {
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description" || name == "source") continue;
    if (name != "profile") {
      reader.fail(child, fmt::format("<profiles> cannot hold <{}>", name));
    }
    StandardProfile profile;
    read_attributes(reader, child, profile);
    if (profile.name.empty()) reader.fail(child, "<profile> needs a name");
    data_.profiles.push_back(profile);
  }
}

void SchemaLoader::read_key_files(SchemaReader& reader) {
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description" || name == "source") continue;
    if (name != "keyFile") reader.fail(child, fmt::format("<keyFiles> cannot hold <{}>", name));
    KeyFileForm form;
    read_attributes(reader, child, form);
    if (form.suffix.empty() || form.holds.empty()) {
      reader.fail(child, "<keyFile> needs 'suffix' and 'holds'");
    }
    data_.key_files.push_back(std::move(form));
  }
}

void SchemaLoader::read_foreign_folders(SchemaReader& reader) {
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description" || name == "source") continue;
    if (name != "folder")
      reader.fail(child, fmt::format("<foreignFolders> cannot hold <{}>", name));
    ForeignFolder folder;
    read_attributes(reader, child, folder);
    if (folder.name.empty() || folder.type.empty()) {
      reader.fail(child, "<folder> needs 'name' and 'type'");
    }
    data_.foreign_folders.push_back(folder);
  }
}

void SchemaLoader::read_authorization_servers(SchemaReader& reader) {
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description") continue;
    if (name != "server") {
      reader.fail(child, fmt::format("<authorizationServers> cannot hold <{}>", name));
    }
    AuthorizationServer server;
    read_attributes(reader, child, server);
    if (server.name.empty() || server.audience == AudienceForm::resource ||
        (server.hosts.empty() && server.path.empty()) || child.child("source").empty()) {
      reader.fail(child, "<server> needs 'name', 'audience', 'hosts' or 'path', and a <source>");
    }
    data_.authorization_servers.push_back(std::move(server));
  }
}

void SchemaLoader::read_baseline(SchemaReader& reader) {
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description" || name == "source") continue;
    if (name == "limits") {
      read_attributes(reader, child, data_.baseline);
    } else if (name == "scheme") {
      read_attributes(reader, child, data_.baseline.schemes.emplace_back());
    } else if (name == "host") {
      read_attributes(reader, child, data_.baseline.hosts.emplace_back());
    } else {
      reader.fail(child, fmt::format("<baseline> cannot hold <{}>", name));
    }
  }
}

void SchemaLoader::read_retrieved_form(SchemaReader& reader) {
  RetrievedForm& form = data_.retrieved_form;
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "description" || name == "source") continue;
    if (name == "document") {
      read_attributes(reader, child, RetrievedDocument{form});
      if (!form.declaration.starts_with("<?xml ") || form.indentation == 0) {
        reader.fail(child, "<document> needs a 'declaration' and an 'indentation'");
      }
    } else if (name == "escape") {
      RetrievedEscape& escape = form.escapes.emplace_back();
      read_attributes(reader, child, escape);
      if (escape.character.size() != 1 || !escape.as.starts_with('&')) {
        reader.fail(child, "<escape> needs one 'character', and a reference as what it stands");
      }
    } else if (name == "order") {
      read_attributes(reader, child, RetrievedOrder{form});
    } else {
      reader.fail(child, fmt::format("<retrievedForm> cannot hold <{}>", name));
    }
  }
}

void SchemaLoader::read_requests(SchemaReader& reader) {
  requests_.read(reader);
}

void SchemaLoader::read_vocabulary(SchemaReader& reader) {
  for (const pugi::xml_node child : reader.root().children()) {
    const std::string_view name = child.name();
    if (name == "element") {
      read_vocabulary_entry(reader, child);
    } else if (name == "value") {
      read_value_vocabulary_entry(reader, child);
    } else if (name != "description" && name != "source") {
      reader.fail(child, fmt::format("<vocabulary> cannot hold <{}>", name));
    }
  }
  std::stable_sort(
      data_.vocabulary.begin(), data_.vocabulary.end(),
      [](const VocabularyEntry& a, const VocabularyEntry& b) { return a.written < b.written; });
}

void SchemaLoader::read_vocabulary_entry(SchemaReader& reader, pugi::xml_node node) {
  VocabularyDraft draft;
  read_attributes(reader, node, draft);
  VocabularyEntry& entry = draft.entry;
  entry.hint = reader.text(node.child("hint"));
  if (entry.written.empty() || entry.family.empty() ||
      (entry.means.empty() && entry.hint.empty())) {
    reader.fail(node, "<element> needs 'written', 'family', and 'means' or a <hint>");
  }
  entry.types = vocabulary_types(reader, node, draft.types);
  for (const TypeId id : entry.types) {
    const TypeSchema& type = set_->type(id);
    if (!entry.means.empty() && entry.means.find('.') == std::string_view::npos &&
        fields_named(type, entry.means).empty()) {
      reader.fail(node, fmt::format("'{}' has no field '{}'", type.name, entry.means));
    }
  }
  if (entry.means.find('.') != std::string_view::npos && fields_at(entry.means).empty()) {
    reader.fail(node, fmt::format("there is no field '{}'", entry.means));
  }
  data_.vocabulary.push_back(std::move(entry));
}

std::vector<TypeId> SchemaLoader::vocabulary_types(SchemaReader& reader, pugi::xml_node node,
                                                   const std::vector<std::string_view>& names) {
  std::vector<TypeId> ids;
  for (const std::string_view name : names) {
    if (const TypeSchema* type = set_->find_type(name)) {
      ids.push_back(type->id);
    } else if (name == "*") {
      for (const TypeSchema& other : data_.types) {
        if (other.name.starts_with("ExtlClntApp")) ids.push_back(other.id);
      }
    } else {
      reader.fail(node, fmt::format("there is no type '{}'", name));
    }
  }
  if (names.empty()) reader.fail(node, "<element> needs 'in'");
  return ids;
}

void SchemaLoader::read_value_vocabulary_entry(SchemaReader& reader, pugi::xml_node node) {
  ValueVocabularyDraft draft;
  read_attributes(reader, node, draft);
  ValueVocabularyEntry& entry = draft.entry;
  entry.hint = reader.text(node.child("hint"));
  if (entry.written.empty() || entry.family.empty() ||
      (entry.means.empty() && entry.hint.empty())) {
    reader.fail(node, "<value> needs 'written', 'family', and 'means' or a <hint>");
  }
  entry.fields = fields_at(draft.of);
  if (entry.fields.empty()) reader.fail(node, fmt::format("there is no field '{}'", draft.of));
  for (const FieldId id : entry.fields) {
    const EnumSchema* values = set_->field(id).values;
    if (!entry.means.empty() && (values == nullptr || values->find(entry.means) == nullptr)) {
      reader.fail(node, fmt::format("'{}' is no value of '{}'", entry.means, draft.of));
    }
  }
  data_.value_vocabulary.push_back(std::move(entry));
}

}  // namespace ecac
