#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// An app by its name, and the names with a namespace that also mean it: a packaged header `X` owns
/// what names it `ns__X`.
struct AppName {
  SymbolId symbol = SymbolId::none;
  std::vector<SymbolId> aliases = {};
};

/// The packaged app of this project that a name with a namespace means; none if there is none.
SymbolId packaged_app(const ProjectView& project, SymbolId name);

/// The app that a name means; its symbol is none if the name is another name of a packaged app, or
/// if nothing of the app stands in the project.
AppName app_named(const ProjectView& project, SymbolId name);

/// The apps of a project that have a header, settings or policies, sorted by name.
std::vector<AppName> apps_of(const ProjectView& project);

/// The files of one app, joined by the name in `externalClientApplication`, never by file names.
class AppFiles {
 public:
  AppFiles(const ProjectView& project, const AppName& app);

  SymbolId symbol() const { return symbol_; }
  std::string_view name() const { return name_; }
  /// The app's header; none where only settings or policies name it.
  FileId header() const { return header_; }
  ValueReader header_reader() const { return {project_, header_}; }
  /// All its files, header first, then by type and path.
  std::span<const FileId> files() const { return files_; }
  bool has(TypeId type) const;

  /// Of settings and policies: an absent file is the org's business, an absent field its default.
  /// Absent app policies mean their defaults, with which every app begins.
  SettingFiles of(TypeId type) const;
  ValueReader reader(TypeId type) const { return {project_, of(type)}; }

 private:
  ProjectView project_;
  SymbolId symbol_;
  std::string_view name_;
  FileId header_ = FileId::none;
  std::vector<FileId> files_ = {};
};

/// The same from a list of the files of one app.
SettingFiles app_files_of(const ProjectView& project, std::span<const FileId> files, TypeId type);

/// The files of a type of which an org has one: settings. An absent field is the org's business
/// too, since such a deploy leaves it alone.
SettingFiles org_settings(const ProjectView& project, TypeId type);

}  // namespace ecac
