#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/project.h"
#include "compiler/resolve/view/ask_log.h"

namespace ecac {

/// The only way for `resolve/` and `rules/` to read a project. Each answer is recorded in the log
/// of whoever asks, also "none" and "all of a type", so that a dependency cannot be forgotten;
/// without a log this costs nothing. A view is two pointers: it is copied, and good as long as the
/// project.
///
/// Not recorded is what cannot change under an asker: the schema, the settings of the project and
/// of the run (a change of them re-does everything); and where a file lies, its type, and the name
/// and type of a symbol (whoever has the id of a file or a symbol has asked for it, and is asked
/// again when it goes).
class ProjectView {
 public:
  /// A view of somebody who never asks twice. Implicit, since there is nothing to lose by it above
  /// `rules/`, and nobody below has a `Project`.
  ProjectView(const Project& project)
      : project_(&project) {}  // NOLINT(google-explicit-constructor)
  /// The same project for somebody who asks again after edits. `log` is borrowed and may be null;
  /// a view that records already stays with its log.
  ProjectView recorded_in(AskLog* log) const { return {*project_, log_ == nullptr ? log : log_}; }

  const SchemaSet& schema() const { return project_->schema(); }
  /// The same for who outlives the project.
  const std::shared_ptr<const SchemaSet>& shared_schema() const {
    return project_->shared_schema();
  }
  const ProjectSettings& settings() const { return project_->settings(); }
  ApiVersion api_version() const { return project_->api_version(); }
  /// Whether what is not in the project is not in the org either.
  bool is_complete(TypeId type) const;
  std::span<const ScratchDefinition> scratch_definitions() const {
    return project_->scratch_definitions();
  }
  std::string_view canonical(std::string_view name) const { return project_->canonical(name); }
  /// The file outside the package directories that defines the name; none if there is none.
  FileId outside_definition(TypeId type, std::string_view name) const {
    return project_->outside_definition(type, name);
  }
  bool is_managed(std::string_view name) const { return project_->is_managed(name); }

  TypeId type_of(FileId id) const { return project_->file(id).type; }
  /// Meant for its type, but not named after it.
  bool is_misnamed(FileId id) const { return project_->file(id).wrong_suffix; }
  std::string_view full_name_of(FileId id) const { return project_->file(id).full_name; }
  /// What a file defines; none if it is not named after a component.
  SymbolId definition_of(FileId id) const { return project_->file(id).definition; }
  /// Whether it only has a suffix of ours.
  bool is_foreign(FileId id) const;
  std::string path(FileId id) const { return project_->path(id); }
  /// The number of any text, be it part of the project or not, for an edit of it.
  FileId id_of(std::string_view path) const { return project_->sources().id_of(path); }
  std::string_view file_name(FileId id) const { return project_->name(id); }
  const std::string& directory_of(FileId id) const { return project_->directory(id); }
  /// A path as messages show it: below the project's root where it lies there.
  std::string shown_path(std::string_view path) const { return project_->shown_path(path); }
  std::string shown_path(FileId id) const { return project_->shown_path(id); }
  bool path_before(FileId a, FileId b) const { return project_->path_before(a, b); }
  std::string_view name_of(SymbolId symbol) const { return project_->symbols().name(symbol); }
  TypeId type_of(SymbolId symbol) const { return project_->symbols().type(symbol); }

  /// A file with its facts, and what was read beside it.
  const ProjectFile& file(FileId id) const {
    note(id);
    return project_->file(id);
  }
  const FileFacts& facts(FileId id) const { return file(id).facts; }
  const NameUse& use(UseSite site) const { return file(site.file).facts.uses()[site.use]; }
  SymbolId use_symbol(FileId id, std::size_t use) const { return file(id).use_symbols[use]; }

  /// All files of a type, misnamed ones too, in no order.
  std::span<const FileId> files_of(TypeId type) const {
    note(Question::all_of_type, type);
    return project_->files_of(type);
  }
  /// Whether any file defines a name of the type.
  bool has_any(TypeId type) const {
    note(Question::any_of_type, type);
    return project_->has_any(type);
  }
  /// All files, in no order.
  std::span<const FileId> files() const {
    if (log_ != nullptr) [[unlikely]] {
      record(question_key(Question::all_files, std::uint64_t{0}));
    }
    return project_->files();
  }
  /// How many those are, and which of them a file is, for tables beside `files()`.
  std::size_t file_count() const { return files().size(); }
  std::size_t index_of(FileId id) const { return project_->index_of(id); }

  /// None if nothing in the project defines or uses the name.
  SymbolId symbol(TypeId type, std::string_view name) const;
  bool is_defined(SymbolId symbol) const {
    note(symbol);
    return project_->symbols().is_defined(symbol);
  }
  bool is_defined(TypeId type, std::string_view name) const {
    return is_defined(symbol(type, name));
  }
  bool is_used(SymbolId symbol) const {
    note(symbol);
    return project_->symbols().is_used(symbol);
  }
  /// Files that define a name, in the order of their paths.
  std::vector<FileId> definitions(SymbolId symbol) const {
    note(symbol);
    return project_->definitions(symbol);
  }
  FileId first_definition(SymbolId symbol) const {
    note(symbol);
    return project_->first_definition(symbol);
  }
  /// Uses in the order of their paths and places.
  std::vector<UseSite> uses(SymbolId symbol) const {
    note(symbol);
    return project_->uses(symbol);
  }
  /// The same in no order and without a list.
  template <class Visit>
  void for_each_definition(SymbolId symbol, Visit&& visit) const {
    note(symbol);
    project_->symbols().for_each_definition(symbol, visit);
  }
  template <class Visit>
  void for_each_use(SymbolId symbol, Visit&& visit) const {
    note(symbol);
    project_->symbols().for_each_use(symbol, visit);
  }

  /// The names of a type that are `plain` behind a namespace.
  std::span<const SymbolId> namespaced(TypeId type, std::string_view plain) const;

  /// Whether something names the definition of a file, in any letter case where that does not
  /// count. Of types that are read on reference in any case, only in a project that is edited.
  bool is_named(FileId id) const;

  /// Something that exists outside the project.
  bool is_known(TypeId type, std::string_view name) const;
  /// Whether a deploy takes it out of the org; what the project defines is there afterwards.
  bool change_removes() const { return project_->change_removes(); }
  std::optional<RemovedBy> removal(TypeId type, std::string_view name) const;
  bool is_removed(TypeId type, std::string_view name) const {
    return removal(type, name).has_value();
  }
  /// Files that carry a consumer key, in the order of their paths.
  std::vector<FileId> carriers_of(std::string_view consumer_key) const;
  /// The defined name of the type that is nearest to a name nobody defines.
  NearNames::Match nearest_definition(TypeId type, std::string_view name) const;
  /// A defined name that differs in letter case only; "" if there is none.
  std::string_view other_case_definition(TypeId type, std::string_view name) const;

 private:
  friend class SharedAnswerBase;
  friend class FileTable;

  ProjectView(const Project& project, AskLog* log) : project_(&project), log_(log) {}

  // Apart from their only test, so that what is asked for each fact of a project stays inline.
  void note(FileId file) const {
    if (log_ != nullptr) [[unlikely]] {
      record(file);
    }
  }
  void note(SymbolId symbol) const {
    if (log_ != nullptr) [[unlikely]] {
      record(symbol);
    }
  }
  void note(Question question, TypeId type) const {
    if (log_ != nullptr) [[unlikely]] {
      record(question_key(question, type));
    }
  }
  void record(FileId file) const;
  void record(SymbolId symbol) const;
  void record(std::uint64_t question) const;
  void note_missed(TypeId type, std::string_view name) const;

  const Project* project_;
  AskLog* log_ = nullptr;
};

}  // namespace ecac
