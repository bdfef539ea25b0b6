#include "compiler/model/project.h"

#include <algorithm>
#include <charconv>

#include "compiler/support/check.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

std::string known_key(TypeId type, std::string_view name) {
  std::string key = std::to_string(static_cast<unsigned>(type));
  key += ':';
  key += name;
  return key;
}

}  // namespace

std::string_view namespace_of(std::string_view name) {
  // Registered namespaces have 1 to 15 letters and digits; some hold a single underscore.
  const std::size_t end = name.find("__");
  if (end == 0 || end == std::string_view::npos || end > 15 || end + 2 >= name.size()) return {};
  const std::string_view prefix = name.substr(0, end);
  if (!ascii::is_letter(prefix[0])) return {};
  const bool legal = std::all_of(prefix.begin(), prefix.end(), ascii::is_word);
  return legal ? prefix : std::string_view();
}

Project::Project(std::shared_ptr<const SchemaSet> schema, ProjectSettings settings,
                 std::shared_ptr<SourceStore> sources)
    : schema_(std::move(schema)),
      sources_(std::move(sources)),
      settings_(std::move(settings)),
      prefix_(settings_.name_space.empty() ? "" : settings_.name_space + "__"),
      defined_of_type_(schema_->type_count(), 0),
      of_type_(schema_->type_count()),
      near_names_(schema_->type_count()) {
  for (auto& table : near_names_) table = std::make_unique<NearTable>();
}

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
  of_type_[static_cast<std::size_t>(file.type)].push_back(id);
  files_.push_back(std::move(file));
  ids_.push_back(id);
}

ProjectFile Project::remove_file(FileId id) {
  const std::size_t index = index_of(id);
  std::erase(of_type_[static_cast<std::size_t>(files_[index].type)], id);
  ProjectFile removed = std::move(files_[index]);
  if (index + 1 != files_.size()) {
    files_[index] = std::move(files_.back());
    ids_[index] = ids_.back();
    slots_[slot_of(ids_[index])] = static_cast<std::uint32_t>(index);
  }
  files_.pop_back();
  ids_.pop_back();
  slots_[slot_of(id)] = kNoSlot;
  return removed;
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

SymbolId Project::intern(TypeId type, std::string_view name, NameChanges* changes) {
  const std::string_view plain = canonical(name);
  const auto [symbol, is_new] = symbols_.intern(type, plain);
  if (!is_new) return symbol;
  if (changes != nullptr) changes->created.push_back(symbol);
  if (indexes_spellings_) add_spelling(symbol);
  if (schema_->type(type).role == "header") {
    const std::string_view prefix = namespace_of(plain);
    if (!prefix.empty()) {
      namespaced_[SymbolIndex::key(type, plain.substr(prefix.size() + 2))].push_back(symbol);
    }
  }
  return symbol;
}

std::span<const SymbolId> Project::namespaced(TypeId type, std::string_view plain) const {
  if (namespaced_.empty()) return {};
  const auto found = namespaced_.find(SymbolIndex::key(type, plain));
  if (found == namespaced_.end()) return {};
  return found->second;
}

bool Project::has_spellings(TypeId type) const {
  const TypeSchema& schema = schema_->type(type);
  return schema.name_ignores_case && schema.read == ReadDepth::on_reference;
}

std::uint64_t Project::spelling_key(TypeId type, std::string_view name) const {
  return SymbolIndex::key(type, ascii::in_small_letters(canonical(name)));
}

void Project::add_spelling(SymbolId symbol) {
  const TypeId type = symbols_.type(symbol);
  if (!has_spellings(type)) return;
  spellings_[spelling_key(type, symbols_.name(symbol))].push_back(symbol);
}

void Project::index_spellings() {
  if (indexes_spellings_) return;
  indexes_spellings_ = true;
  for (std::uint32_t id = 0; id < symbols_.size(); ++id) {
    if (symbols_.is_live(SymbolId{id})) add_spelling(SymbolId{id});
  }
}

std::span<const SymbolId> Project::spellings(TypeId type, std::string_view name) const {
  const auto found = spellings_.find(spelling_key(type, name));
  if (found == spellings_.end()) return {};
  return found->second;
}

void Project::forget(SymbolId symbol) {
  const TypeId type = symbols_.type(symbol);
  const std::string_view name = symbols_.name(symbol);
  const auto take_out = [&](auto& table, std::uint64_t key) {
    const auto found = table.find(key);
    if (found == table.end()) return;
    std::erase(found->second, symbol);
    if (found->second.empty()) table.erase(found);
  };
  const std::string_view prefix = namespace_of(name);
  if (!prefix.empty()) {
    take_out(namespaced_, SymbolIndex::key(type, name.substr(prefix.size() + 2)));
  }
  if (indexes_spellings_ && has_spellings(type)) take_out(spellings_, spelling_key(type, name));
  for (const auto& near : near_names_) {
    if (near->made) near->names.forget_answer(name);
  }
  symbols_.forget(symbol);
}

void Project::link_contents(FileId id, NameChanges* changes) {
  ProjectFile& linked = file(id);
  consumer_keys_.add(linked.facts, id);
  const auto uses = linked.facts.uses();
  linked.use_symbols.reset(uses.empty() ? nullptr : new SymbolId[uses.size()]);
  for (std::uint32_t i = 0; i < uses.size(); ++i) {
    linked.use_symbols[i] = intern(uses[i].type, linked.facts.name(uses[i]), changes);
    symbols_.add_use(linked.use_symbols[i], {id, i});
  }
}

void Project::unlink_contents(FileId id) {
  ProjectFile& linked = file(id);
  consumer_keys_.remove(linked.facts, id);
  for (std::uint32_t i = 0; i < linked.facts.uses().size(); ++i) {
    symbols_.remove_use(linked.use_symbols[i], {id, i});
  }
  linked.use_symbols.reset();
}

void Project::link(FileId id, NameChanges* changes) {
  ProjectFile& linked = file(id);
  if (!linked.full_name.empty()) {
    std::string decoded;
    linked.definition = intern(linked.type, component_name(linked, decoded), changes);
    const bool first = !symbols_.is_defined(linked.definition);
    symbols_.add_definition(linked.definition, id);
    const auto type = static_cast<std::size_t>(linked.type);
    ++defined_of_type_[type];
    if (first && changes != nullptr) changes->defined.push_back(linked.definition);
    NearTable& near = *near_names_[type];
    if (first && near.made) near.names.add(symbols_.name(linked.definition));
  }
  link_contents(id, changes);
}

void Project::unlink(FileId id, NameChanges* changes) {
  ProjectFile& linked = file(id);
  unlink_contents(id);
  if (linked.definition == SymbolId::none) return;
  symbols_.remove_definition(linked.definition, id);
  const auto type = static_cast<std::size_t>(linked.type);
  --defined_of_type_[type];
  if (!symbols_.is_defined(linked.definition)) {
    if (changes != nullptr) changes->undefined.push_back(linked.definition);
    NearTable& near = *near_names_[type];
    if (near.made) near.names.remove(symbols_.name(linked.definition));
  }
  linked.definition = SymbolId::none;
}

FileFacts Project::replace_facts(FileId id, FileFacts facts, NameChanges* changes) {
  unlink_contents(id);
  FileFacts before = std::exchange(file(id).facts, std::move(facts));
  link_contents(id, changes);
  return before;
}

void Project::add_known(TypeId type, std::string_view name) {
  known_.insert(known_key(type, canonical(name)));
}

void Project::add_content(TypeId type, std::string_view name) {
  contents_.emplace(type, canonical(name));
}

void Project::remove_content(TypeId type, std::string_view name) {
  contents_.erase({type, std::string(canonical(name))});
}

void Project::add_removed(TypeId type, std::string_view name, RemovedBy how) {
  const auto [known, first] = removed_.emplace(name_key(type, name), how);
  // The change is what a reader can take back, whatever else says so, too.
  if (!first && how == RemovedBy::change) known->second = how;
  change_removes_ = change_removes_ || how == RemovedBy::change;
}

std::optional<RemovedBy> Project::removal(TypeId type, std::string_view name) const {
  if (removed_.empty()) return std::nullopt;
  const auto found = removed_.find(name_key(type, name));
  if (found == removed_.end()) return std::nullopt;
  return found->second;
}

bool Project::is_known(TypeId type, std::string_view name) const {
  if (removal(type, name)) return false;
  const std::string_view plain = canonical(name);
  if (!contents_.empty() && contents_.contains({type, std::string(plain)})) return true;
  if (known_.empty()) return false;
  return known_.contains(known_key(type, plain)) || known_.contains(known_key(type, "*"));
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
  // The last one linked comes first, and files are mostly linked in their order: then little is
  // left to sort of tens of thousands, namely what was edited.
  std::reverse(found.begin(), found.end());
  const auto before = [&](UseSite a, UseSite b) {
    if (a.file == b.file) return a.use < b.use;
    return path_before(a.file, b.file);
  };
  const auto unsorted = std::is_sorted_until(found.begin(), found.end(), before);
  std::sort(unsorted, found.end(), before);
  std::inplace_merge(found.begin(), unsorted, found.end(), before);
  return found;
}

const NearNames& Project::near_names(TypeId type) const {
  NearTable& table = *near_names_[static_cast<std::size_t>(type)];
  table.once.run([&] {
    std::vector<SymbolId> defined;
    for (const FileId file : files_of(type)) defined.push_back(this->file(file).definition);
    std::sort(defined.begin(), defined.end());
    defined.erase(std::unique(defined.begin(), defined.end()), defined.end());
    for (const SymbolId symbol : defined) {
      if (symbols_.is_defined(symbol)) table.names.add(symbols_.name(symbol));
    }
    table.made = true;
  });
  return table.names;
}

NearNames::Match Project::nearest_definition(TypeId type, std::string_view name) const {
  return near_names(type).nearest(canonical(name));
}

std::string_view Project::other_case_definition(TypeId type, std::string_view name) const {
  return near_names(type).other_case(canonical(name));
}

}  // namespace ecac
