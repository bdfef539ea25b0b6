#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/model/consumer_keys.h"
#include "compiler/model/file_facts.h"
#include "compiler/model/near_names.h"
#include "compiler/model/symbol_index.h"
#include "compiler/schema/schema_set.h"
#include "compiler/source/source_store.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// Why a component of the tree is not part of the deploy.
enum class Exclusion : std::uint8_t { none, force_ignored, not_in_manifest, outside_packages };

/// Who takes a component out of the org.
enum class RemovedBy : std::uint8_t {
  destructive_changes,  ///< a manifest that names it
  change,               ///< the change that is judged: the state before it has it
  deletion,             ///< nobody yet: the earlier state has it, and the tree has it no more
};

/// What is read of a file, or beside it, once something names it.
struct ReferredContent {
  bool text_read = false;              ///< an Apex class
  std::string base_class = {};         ///< of such a class; "" if it extends nothing
  bool content_missing = false;        ///< of a certificate: no `X.crt` beside it
  std::string content_not_after = {};  ///< and when what lies there ends, UTC; "" is not known

  friend bool operator==(const ReferredContent&, const ReferredContent&) = default;
};

/// One file of a project that is ours, with its facts.
struct ProjectFile {
  std::string_view full_name;  ///< component name as the file name says it; owned by the store
  TypeId type = TypeId::none;
  bool wrong_suffix = false;  ///< meant for `type`, but misnamed; only secrets are sought in it
  bool source_format = true;  ///< ends in `-meta.xml`
  bool checked = true;        ///< its own findings are reported
  bool searched = false;      ///< it is not checked, but secrets are sought in it all the same
  bool kept = false;  ///< a deploy leaves it alone where the org has it (`deploy.noOverwrite`)
  Exclusion exclusion = Exclusion::none;
  SymbolId definition = SymbolId::none;  ///< a misnamed file counts as what it is meant to be
  FileFacts facts = {};
  std::unique_ptr<SymbolId[]> use_symbols = {};  ///< one for each use in the facts
  /// Null where nothing names the file.
  std::unique_ptr<const ReferredContent> referred = {};

  const ReferredContent& referred_content() const {
    static const ReferredContent kNothing = {};
    return referred == nullptr ? kNothing : *referred;
  }
};

/// What a scratch org definition says of external client apps.
struct ScratchDefinition {
  Place place = {};  ///< the word `features`, or the first brace
  std::vector<std::string> features = {};
  bool enables_apps = false;  ///< `externalClientAppSettings.enableExternalClientApps`

  friend bool operator==(const ScratchDefinition&, const ScratchDefinition&) = default;
};

/// Who says which API version a project is deployed with. The version of the project file is that
/// of the source; a deploy may use another one.
enum class VersionOrigin : std::uint8_t { newest_known, project_file, deploy };

/// What a project says of itself besides its files. A change of it re-does everything.
struct ProjectSettings {
  std::string root = {};  ///< absolute; paths are shown relative to it or to the current folder
  std::string name_space = {};  ///< the project's own, "" if none
  std::string manifest = {};   ///< absolute path of the manifest that limits the deploy, "" if none
  ApiVersion api_version = 0;  ///< of the deploy; 0 is the newest known
  VersionOrigin version_origin = VersionOrigin::newest_known;
  bool newer_than_schema = false;
  FileId project_file = FileId::none;  ///< sfdx-project.json, if it is a JSON object
  bool takes_replacements = false;     ///< and can be given one more entry of `replacements`
  bool has_ignore_file = false;        ///< a `.forceignore` stands in the root
  /// Types of which the org has nothing but what the project has.
  std::vector<TypeId> complete = {};

  friend bool operator==(const ProjectSettings&, const ProjectSettings&) = default;
};

/// What linking or unlinking a file did to the names of a project.
struct NameChanges {
  std::vector<SymbolId> created = {};    ///< names that nobody knew
  std::vector<SymbolId> defined = {};    ///< now have a definition, their first
  std::vector<SymbolId> undefined = {};  ///< have lost their last definition
};

/// The files of one project and the index over their facts. Reading is safe from many threads;
/// changing it is not.
class Project {
 public:
  /// Shares the store, which knows the paths of the files.
  Project(std::shared_ptr<const SchemaSet> schema, ProjectSettings settings,
          std::shared_ptr<SourceStore> sources);

  const SchemaSet& schema() const { return *schema_; }
  const std::shared_ptr<const SchemaSet>& shared_schema() const { return schema_; }
  const ProjectSettings& settings() const { return settings_; }
  ApiVersion api_version() const { return settings_.api_version; }

  void reserve_files(std::size_t count);
  /// The number is the store's. Files are best added in the order of their numbers.
  void add_file(FileId id, ProjectFile file);
  SourceStore& sources() const { return *sources_; }
  const std::shared_ptr<SourceStore>& shared_sources() const { return sources_; }
  /// Whether a text is one of the project's files; others have a number too.
  bool has(FileId id) const {
    return id != FileId::none && id >= first_id_ && slot_of(id) < slots_.size() &&
           slots_[slot_of(id)] != kNoSlot;
  }
  /// Takes out a file that is not linked any more.
  ProjectFile remove_file(FileId id);
  /// In the order in which they were added, until one is removed.
  std::span<const FileId> files() const { return ids_; }
  std::size_t file_count() const { return files_.size(); }
  /// Position of a file of the project in `files()`, for tables beside it.
  std::size_t index_of(FileId id) const { return slots_[slot_of(id)]; }
  const ProjectFile& file(FileId id) const { return files_[index_of(id)]; }
  ProjectFile& file(FileId id) { return files_[index_of(id)]; }
  /// Files of a type, in no order.
  std::span<const FileId> files_of(TypeId type) const {
    return of_type_[static_cast<std::size_t>(type)];
  }
  const std::string& directory(FileId id) const { return sources_->directory(id); }
  std::string_view name(FileId id) const { return sources_->name(id); }
  std::string path(FileId id) const { return sources_->path(id); }
  /// A path as messages show it: below the project's root where it lies there.
  std::string shown_path(std::string_view path) const;
  std::string shown_path(FileId id) const { return shown_path(path(id)); }
  /// Order of paths, for output that does not depend on how files were found.
  bool path_before(FileId a, FileId b) const { return sources_->path_before(a, b); }

  /// Enters a file's name, the names it uses and its consumer key into the indexes, or takes them
  /// out again.
  void link(FileId id, NameChanges* changes = nullptr);
  void unlink(FileId id, NameChanges* changes = nullptr);
  /// Gives a linked file new facts; returns those that it had.
  FileFacts replace_facts(FileId id, FileFacts facts, NameChanges* changes = nullptr);

  /// Drops names among `candidates` that nobody defines or uses any more; calls `visit(SymbolId)`
  /// before each goes.
  template <class Visit>
  void forget_unused(std::span<const SymbolId> candidates, Visit&& visit) {
    for (const SymbolId symbol : candidates) {
      if (!symbols_.is_live(symbol) || symbols_.is_defined(symbol) || symbols_.is_used(symbol)) {
        continue;
      }
      visit(symbol);
      forget(symbol);
    }
  }

  /// Finds names by their spelling in small letters from now on (`spellings`). For projects that
  /// are edited.
  void index_spellings();
  /// The known names of a type whose names may be written in any letter case that are `name` but
  /// for letter case.
  std::span<const SymbolId> spellings(TypeId type, std::string_view name) const;
  std::uint64_t spelling_key(TypeId type, std::string_view name) const;

  /// Something that exists outside the project; `*` is all of the type.
  void add_known(TypeId type, std::string_view name);
  /// What lies in the project without a file that describes it, such as `X.crt`, counts as well.
  void add_content(TypeId type, std::string_view name);
  void remove_content(TypeId type, std::string_view name);
  bool is_known(TypeId type, std::string_view name) const;
  /// What a deploy takes out of the org, so that it exists nowhere else either.
  void add_removed(TypeId type, std::string_view name, RemovedBy how);
  /// Whether the change that is judged takes anything out.
  bool change_removes() const { return change_removes_; }
  /// None if it is not removed.
  std::optional<RemovedBy> removal(TypeId type, std::string_view name) const;
  using Contents = std::set<std::pair<TypeId, std::string>>;  ///< types and names
  const Contents& contents() const { return contents_; }

  /// Whether both know the same beside their files and contents.
  bool says_the_same(const Project& other) const {
    return settings_ == other.settings_ && known_ == other.known_ && outside_ == other.outside_ &&
           removed_ == other.removed_ && scratch_definitions_ == other.scratch_definitions_;
  }

  /// A component that lies beside the package directories: it is part of no deploy, and meets no
  /// reference, but explains why one is not met.
  void add_outside(TypeId type, std::string_view name, FileId file) {
    outside_.emplace(name_key(type, name), file);
  }
  /// None if no such component lies there.
  FileId outside_definition(TypeId type, std::string_view name) const {
    const auto found = outside_.find(name_key(type, name));
    return found == outside_.end() ? FileId::none : found->second;
  }

  void add_scratch_definition(ScratchDefinition definition) {
    scratch_definitions_.push_back(std::move(definition));
  }
  /// In the order of their paths.
  std::span<const ScratchDefinition> scratch_definitions() const { return scratch_definitions_; }

  const SymbolIndex& symbols() const { return symbols_; }
  const ConsumerKeys& consumer_keys() const { return consumer_keys_; }
  SymbolId symbol(TypeId type, std::string_view name) const {
    return symbols_.find(type, canonical(name));
  }
  /// Equal for equal names of a type, whether anything knows them or not.
  std::uint64_t name_key(TypeId type, std::string_view name) const {
    return SymbolIndex::key(type, canonical(name));
  }
  /// The known names of the type that are `plain` behind a namespace; of headers of apps only.
  std::span<const SymbolId> namespaced(TypeId type, std::string_view plain) const;
  /// Definitions in the order of their paths.
  std::vector<FileId> definitions(SymbolId symbol) const;
  FileId first_definition(SymbolId symbol) const;
  /// Uses in the order of their paths and places.
  std::vector<UseSite> uses(SymbolId symbol) const;
  const NameUse& use(UseSite site) const { return file(site.file).facts.uses()[site.use]; }
  SymbolId use_symbol(FileId file_id, std::size_t use) const {
    return file(file_id).use_symbols[use];
  }

  /// The defined name of the type that is nearest to a name nobody defines.
  NearNames::Match nearest_definition(TypeId type, std::string_view name) const;
  /// A defined name that differs in letter case only, of a type that other names may clash with.
  std::string_view other_case_definition(TypeId type, std::string_view name) const;

  /// The name without the project's own namespace prefix, which a reference may carry or not.
  std::string_view canonical(std::string_view name) const;
  /// `ns__Name` with another namespace than the project's: lives in an installed package.
  bool is_managed(std::string_view name) const;
  /// The full name, with what the file name had to encode, which is put into `decoded`.
  std::string_view component_name(const ProjectFile& file, std::string& decoded) const;
  bool has_any(TypeId type) const { return defined_of_type_[static_cast<std::size_t>(type)] != 0; }

 private:
  SymbolId intern(TypeId type, std::string_view name, NameChanges* changes);
  void link_contents(FileId id, NameChanges* changes);
  void unlink_contents(FileId id);
  void forget(SymbolId symbol);
  void add_spelling(SymbolId symbol);
  bool has_spellings(TypeId type) const;

  static constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;
  std::size_t slot_of(FileId id) const {
    return static_cast<std::size_t>(id) - static_cast<std::size_t>(first_id_);
  }

  std::shared_ptr<const SchemaSet> schema_;
  std::shared_ptr<SourceStore> sources_;
  ProjectSettings settings_;
  std::string prefix_;
  std::vector<ProjectFile> files_;
  std::vector<FileId> ids_;           ///< of `files_`
  FileId first_id_ = FileId::none;    ///< the least
  std::vector<std::uint32_t> slots_;  ///< by FileId from the first on: index into `files_`
  SymbolIndex symbols_;
  ConsumerKeys consumer_keys_;
  std::unordered_set<std::string> known_;
  std::unordered_map<std::uint64_t, FileId> outside_;     ///< by `name_key`
  std::unordered_map<std::uint64_t, RemovedBy> removed_;  ///< the same
  bool change_removes_ = false;
  std::vector<std::uint32_t> defined_of_type_;
  std::vector<std::vector<FileId>> of_type_;
  /// Names with a namespace, by the key of the name without it.
  std::unordered_map<std::uint64_t, std::vector<SymbolId>> namespaced_;
  bool indexes_spellings_ = false;
  std::unordered_map<std::uint64_t, std::vector<SymbolId>> spellings_;
  Contents contents_;
  std::vector<ScratchDefinition> scratch_definitions_;

  /// The defined names of a type, entered when the first one misses a name near to them.
  struct NearTable {
    Once once = {};
    bool made = false;
    NearNames names = {};
  };
  const NearNames& near_names(TypeId type) const;
  std::vector<std::unique_ptr<NearTable>> near_names_;  ///< by type
};

/// The prefix `ns__` of a name, without the underscores; "" if there is none.
std::string_view namespace_of(std::string_view name);

}  // namespace ecac
