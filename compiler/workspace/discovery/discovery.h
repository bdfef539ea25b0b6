#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_store.h"
#include "compiler/support/executor.h"
#include "compiler/workspace/config.h"
#include "compiler/workspace/project_file.h"
#include "compiler/workspace/written.h"

namespace ecac {

/// `Portal.eca-meta.xml` or `Portal.eca`.
enum class FileFormat : std::uint8_t { source, metadata };

/// What a file is by its name.
enum class FileKind : std::uint8_t {
  none,
  component,     ///< of a type we know
  wrong_suffix,  ///< meant for a type we know, but its suffix is not that type's
  manifest,      ///< package.xml
  destructive_manifest,
  scratch_definition,
  key_file,  ///< named like a private key
  content,   ///< `X.crt`, whose fields stand in `X.crt-meta.xml`
};

/// The answer about one file name.
struct TypeMatch {
  FileKind kind = FileKind::none;  ///< none, component or wrong_suffix
  FileFormat format = FileFormat::source;
  TypeId type = TypeId::none;       ///< of a component, also with a wrong suffix, or its content
  std::uint16_t key_form = 0;       ///< of a key file: index into SchemaSet::key_files()
  std::string_view full_name = {};  ///< part of the name or of the directory that was asked about
};

/// What a folder means for the files in it: some suffixes are a type only in its folder, and some
/// folders belong to types that are nobody's here.
struct MatchedFolder {
  std::string_view path = {};  ///< below the package directory, or the project outside of those
  bool foreign = false;        ///< all in it is of such a type
  std::vector<std::string_view> foreign_suffixes = {};  ///< or the files with these suffixes
};

/// Knows file names of metadata types. Asked for every file, from several threads, so it must be
/// fast for names that are nobody's.
class TypeMatcher {
 public:
  virtual ~TypeMatcher() = default;
  /// Asked once a folder, with its path as MatchedFolder has it, which must live as long.
  virtual MatchedFolder folder(std::string_view path) const = 0;
  virtual TypeMatch match(std::string_view name, const MatchedFolder& folder) const = 0;
  /// Whether a project may be there for the sake of a file of the type; others are only looked at
  /// beside such files.
  virtual bool makes_project(TypeId) const { return true; }
  /// True for names of folders that hold a type's files (`externalClientApps`).
  virtual bool is_type_directory(std::string_view name) const = 0;
};

/// Why a file is only context: it lends its names and values, and has no findings.
enum class ContextReason : std::uint8_t {
  none,              ///< it is checked
  force_ignored,     ///< .forceignore, or a name that is always ignored
  outside_packages,  ///< in no package directory of the project
  not_requested,     ///< outside the given paths
};

/// One file that matters to a project, by its name alone; it is not read yet.
struct DiscoveredFile {
  std::string_view name;       ///< owned by the store
  std::string_view full_name;  ///< part of name or directory; "" where none applies
  std::uint32_t directory;     ///< index into the project's directories
  TypeId type;                 ///< none of what is no component
  std::uint16_t key_form;      ///< as in TypeMatch
  FileKind kind;
  FileFormat format;
  ContextReason reason;
  bool checked() const { return reason == ContextReason::none; }
  bool named = false;  ///< given as a path: that it cannot be read is an error, not a finding
};

/// A folder with such files.
struct DiscoveredDirectory {
  std::string path;            ///< as FileTree takes it; absolute
  int package_directory = -1;  ///< index into SfdxProjectFile::package_directories; -1 is none
  bool outside = false;        ///< the project has package directories, and this is in none
};

/// Why something was not looked at. Folders count once, whatever is in them.
enum class SkipReason : std::uint8_t {
  git_ignored,
  node_modules,
  hidden,  ///< names that begin with a dot
  excluded,
  too_deep,
  linked_again,  ///< a link to what the walk has seen, or to a folder around it
  linked_out,    ///< a link that leads out of the repository
};
inline constexpr std::size_t kSkipReasonCount = 7;

/// One project and all its files that matter, in the order of their paths. What package directories
/// leave out is no part of its deploy and stands apart.
struct DiscoveredProject {
  std::string root = {};  ///< absolute; folder of sfdx-project.json, else of the given PATH
  bool has_project_file = false;
  SfdxProjectFile project_file = {};  ///< its problems are part of `problems`
  /// Absolute; the package.xml beside the folders of types, of a folder in metadata format: with it
  /// the folder is deployed. "" if there is none.
  std::string own_manifest = {};
  std::shared_ptr<const Config> config = {};  ///< never null; an empty one if there is no file
  std::vector<DiscoveredDirectory> directories = {};
  std::vector<DiscoveredFile> files = {};
  TreeNotes tree = {};  ///< what could not be read, and faults of the project file
  std::array<std::size_t, kSkipReasonCount> skipped = {};
  std::array<std::size_t, kSkipReasonCount> skipped_files =
      {};  ///< of our types, by the same reasons
  /// Components of the same root that lie in no package directory; null if there are none.
  std::shared_ptr<const DiscoveredProject> outside = {};
  bool is_outside = false;  ///< this is what lies outside
  bool whole = false;       ///< all of it was asked for, not a part
  /// The environment of ecac.json whose deploy this is; "" where it has none, or a part was asked
  /// for. The deploys of one root follow each other.
  std::string environment = {};
  std::vector<std::string> environment_folders = {};  ///< absolute

  /// Writes the path of a file into a buffer that is used again.
  void path_of(const DiscoveredFile& file, std::string& path) const;
  std::string path_of(const DiscoveredFile& file) const;
  /// By absolute path; null if it is not among the files.
  const DiscoveredFile* find(std::string_view path) const;
};

/// Where to look, and what to leave out.
struct DiscoveryOptions {
  std::string current_directory = {};   ///< absolute
  std::vector<std::string> paths = {};  ///< as given; none means the project around us
  /// Files that a change has deleted: their projects are looked at, whatever else is asked for.
  std::vector<std::string> deleted = {};
  std::vector<std::string> exclude = {};          ///< gitignore patterns, from the current folder
  bool force_exclude = false;                     ///< also files that are given as paths
  std::string config_path = {};                   ///< instead of looking upward
  std::string environment = {};                   ///< of ecac.json; "" is each
  std::vector<std::string> config_settings = {};  ///< `key=value`, which come last
  bool isolated = false;                          ///< no ecac.json at all
};

/// A path that was named and cannot be used: exit code 2.
struct PathError {
  std::string path = {};  ///< as given
  std::string message = {};
};

/// The projects found, and what could not be used on the way.
struct Discovery {
  std::vector<DiscoveredProject> projects = {};  ///< sorted by root
  std::vector<PathError> path_errors = {};
  std::vector<ConfigError> config_errors = {};  ///< the same file is reported once
  /// An environment that was named and is nobody's, in a sentence; "" is none.
  std::string unknown_environment = {};
};

/// Finds the projects and their files. The same on any executor. Text from standard input
/// is a path like any other that an OverlayFileTree knows.
Discovery discover(SourceStore& sources, const TypeMatcher& matcher,
                   const DiscoveryOptions& options, Executor& executor = inline_executor());

}  // namespace ecac
