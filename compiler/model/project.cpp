#include "compiler/model/project.h"

#include <algorithm>
#include <charconv>

#include "compiler/support/check.h"

namespace ecac {

namespace {

std::string known_key(TypeId type, std::string_view name) {
  std::string key = std::to_string(static_cast<unsigned>(type));
  key += ':';
  key += name;
  return key;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string_view namespace_of(std::string_view name) {
  // Registered namespaces have 1 to 15 letters and digits; some hold a single underscore.
  const std::size_t end = name.find("__");
  if (end == 0 || end == std::string_view::npos || end > 15 || end + 2 >= name.size()) return {};
  const std::string_view prefix = name.substr(0, end);
  if (!is_letter_or_digit(prefix[0]) || (prefix[0] >= '0' && prefix[0] <= '9')) return {};
  const bool legal = std::all_of(prefix.begin(), prefix.end(),
                                 [](char c) { return is_letter_or_digit(c) || c == '_'; });
  return legal ? prefix : std::string_view();
}

Project::Project(std::shared_ptr<const SchemaSet> schema, ProjectSettings settings,
                 std::shared_ptr<SourceStore> sources)
    : schema_(std::move(schema)),
      sources_(std::move(sources)),
      settings_(std::move(settings)),
      prefix_(settings_.name_space.empty() ? "" : settings_.name_space + "__"),
      defined_of_type_(schema_->type_count(), 0),
      near_names_(schema_->type_count()) {}

void Project::reserve_files(std::size_t count) {
  files_.reserve(count);
  ids_.reserve(count);
  slots_.reserve(count);
}

void Project::add_file(FileId id, ProjectFile file) {
  if (ids_.empty()) first_id_ = id;
  if (id < first_id_) {
    slots_.insert(slots_.begin(),
                  static_cast<std::size_t>(first_id_) - static_cast<std::size_t>(id), kNoSlot);
    first_id_ = id;
  }
  if (slot_of(id) >= slots_.size()) slots_.resize(slot_of(id) + 1, kNoSlot);
  ECAC_CHECK(slots_[slot_of(id)] == kNoSlot);
  slots_[slot_of(id)] = static_cast<std::uint32_t>(files_.size());
  files_.push_back(std::move(file));
  ids_.push_back(id);
}

std::string Project::shown_path(std::string_view path) const {
  const std::string_view root = settings_.root;
  if (!root.empty() && path.size() > root.size() && path.starts_with(root) &&
      (root.back() == '/' || path[root.size()] == '/')) {
    path.remove_prefix(root.size() + (root.back() == '/' ? 0 : 1));
  }
  return std::string(path);
}

std::string_view Project::canonical(std::string_view name) const {
  if (!prefix_.empty() && name.starts_with(prefix_)) name.remove_prefix(prefix_.size());
  return name;
}

bool Project::is_managed(std::string_view name) const {
  const std::string_view prefix = namespace_of(name);
  return !prefix.empty() && prefix != settings_.name_space;
}

std::string_view Project::component_name(const ProjectFile& file, std::string& decoded) const {
  const std::string_view name = file.full_name;
  if (name.find('%') == std::string_view::npos) return name;
  if (schema_->type(file.type).name_format != "encoded") return name;
  for (std::size_t i = 0; i < name.size(); ++i) {
    unsigned code = 0;
    const char* digits = name.data() + i + 1;
    if (name[i] == '%' && i + 2 < name.size() &&
        std::from_chars(digits, digits + 2, code, 16).ptr == digits + 2) {
      decoded += static_cast<char>(code);
      i += 2;
    } else {
      decoded += name[i];
    }
  }
  return decoded;
}

void Project::link(FileId id) {
  ProjectFile& linked = file(id);
  if (!linked.full_name.empty()) {
    std::string decoded;
    linked.definition = symbols_.intern(linked.type, canonical(component_name(linked, decoded)));
    const bool first = !symbols_.is_defined(linked.definition);
    symbols_.add_definition(linked.definition, id);
    const auto type = static_cast<std::size_t>(linked.type);
    ++defined_of_type_[type];
    if (first && near_names_[type] != nullptr) {
      near_names_[type]->add(symbols_.name(linked.definition));
    }
  }
  consumer_keys_.add(linked.facts, id);
  const auto uses = linked.facts.uses();
  linked.use_symbols.reset(uses.empty() ? nullptr : new SymbolId[uses.size()]);
  for (std::uint32_t i = 0; i < uses.size(); ++i) {
    linked.use_symbols[i] = symbols_.intern(uses[i].type, canonical(linked.facts.name(uses[i])));
    symbols_.add_use(linked.use_symbols[i], {id, i});
  }
}

void Project::unlink(FileId id) {
  ProjectFile& linked = file(id);
  consumer_keys_.remove(linked.facts, id);
  if (linked.definition != SymbolId::none) {
    symbols_.remove_definition(linked.definition, id);
    const auto type = static_cast<std::size_t>(linked.type);
    --defined_of_type_[type];
    if (!symbols_.is_defined(linked.definition) && near_names_[type] != nullptr) {
      near_names_[type]->remove(symbols_.name(linked.definition));
    }
    linked.definition = SymbolId::none;
  }
  for (std::uint32_t i = 0; i < linked.facts.uses().size(); ++i) {
    symbols_.remove_use(linked.use_symbols[i], {id, i});
  }
  linked.use_symbols.reset();
}

void Project::add_known(TypeId type, std::string_view name) {
  known_.insert(known_key(type, canonical(name)));
}

bool Project::is_known(TypeId type, std::string_view name) const {
  if (known_.empty()) return false;
  return known_.contains(known_key(type, canonical(name))) || known_.contains(known_key(type, "*"));
}

std::vector<FileId> Project::definitions(SymbolId symbol) const {
  std::vector<FileId> found;
  symbols_.for_each_definition(symbol, [&](FileId id) { found.push_back(id); });
  std::sort(found.begin(), found.end(), [&](FileId a, FileId b) { return path_before(a, b); });
  return found;
}

FileId Project::first_definition(SymbolId symbol) const {
  FileId first = FileId::none;
  symbols_.for_each_definition(symbol, [&](FileId id) {
    if (first == FileId::none || path_before(id, first)) first = id;
  });
  return first;
}

std::vector<UseSite> Project::uses(SymbolId symbol) const {
  std::vector<UseSite> found;
  symbols_.for_each_use(symbol, [&](UseSite site) { found.push_back(site); });
  std::sort(found.begin(), found.end(), [&](UseSite a, UseSite b) {
    if (a.file == b.file) return a.use < b.use;
    return path_before(a.file, b.file);
  });
  return found;
}

void Project::prepare_near_names() {
  std::vector<bool> missed(near_names_.size(), false);
  for (std::uint32_t id = 0; id < symbols_.size(); ++id) {
    const SymbolId symbol{id};
    if (!symbols_.is_defined(symbol) && symbols_.is_used(symbol)) {
      missed[static_cast<std::size_t>(symbols_.type(symbol))] = true;
    }
  }
  for (std::size_t id = 0; id < schema_->field_count(); ++id) {
    const FieldSchema& field = schema_->field(static_cast<FieldId>(id));
    if (field.reference_also_type == TypeId::none || field.reference_type == TypeId::none) continue;
    if (missed[static_cast<std::size_t>(field.reference_type)]) {
      missed[static_cast<std::size_t>(field.reference_also_type)] = true;
    }
  }
  for (const TypeSchema& type : schema_->types()) {
    if (type.clashing_type != TypeId::none && has_any(type.id) && has_any(type.clashing_type)) {
      missed[static_cast<std::size_t>(type.clashing_type)] = true;
    }
  }
  for (std::size_t type = 0; type < missed.size(); ++type) {
    if (!missed[type] || near_names_[type] != nullptr) continue;
    near_names_[type] = std::make_unique<NearNames>();
    for (std::uint32_t id = 0; id < symbols_.size(); ++id) {
      const SymbolId symbol{id};
      if (static_cast<std::size_t>(symbols_.type(symbol)) == type && symbols_.is_defined(symbol)) {
        near_names_[type]->add(symbols_.name(symbol));
      }
    }
  }
}

NearNames::Match Project::nearest_definition(TypeId type, std::string_view name) const {
  const auto& names = near_names_[static_cast<std::size_t>(type)];
  return names == nullptr ? NearNames::Match{} : names->nearest(canonical(name));
}

std::string_view Project::other_case_definition(TypeId type, std::string_view name) const {
  const auto& names = near_names_[static_cast<std::size_t>(type)];
  return names == nullptr ? std::string_view() : names->other_case(canonical(name));
}

}  // namespace ecac
