#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/project.h"
#include "compiler/model/tree_notes.h"
#include "compiler/source/text_range.h"
#include "compiler/support/file_tree.h"
#include "compiler/syntax/json_document.h"
#include "compiler/workspace/written.h"

namespace ecac {

/// One entry of `packageDirectories`, as written.
struct PackageDirectory {
  std::string path = {};  ///< below the project, `/` between, no `./`; "" is the project itself
  TextRange path_range = {};
  bool is_default = false;
  bool missing = false;                              ///< nothing stands there, or nothing in it
  std::optional<Written<std::string>> package = {};  ///< present: it is built as a package
  struct Dependency {
    Written<std::string> package = {};
    std::string version_number = {};
  };
  std::vector<Dependency> dependencies = {};
  std::string unpackaged_metadata = {};  ///< `unpackagedMetadata.path`
};

/// One text replacement before deploy.
struct Replacement {
  TextRange range = {};
  std::optional<Written<std::string>> filename = {};
  std::optional<Written<std::string>> glob = {};
  std::optional<Written<std::string>> string_to_replace = {};
  std::optional<Written<std::string>> regex_to_replace = {};
  std::optional<Written<std::string>> with_env = {};
  std::optional<Written<std::string>> with_file = {};
  bool file_missing = false;  ///< nothing stands there
  struct Condition {
    std::string env = {};
    std::string value = {};
  };
  std::vector<Condition> when_env = {};
  bool allow_unset = false;
};

/// What could be understood of a sfdx-project.json.
struct SfdxProjectFile {
  FileId id = FileId::none;  ///< of the file
  std::string path = {};
  std::vector<PackageDirectory> package_directories = {};
  Written<std::string> ns = {};  ///< "" is none
  std::optional<Written<std::uint16_t>> source_api_version = {};
  std::vector<Replacement> replacements = {};
  bool is_object = false;           ///< the text is a JSON object
  bool takes_replacements = false;  ///< and `replacements` a list, if it is there
  std::vector<std::string> source_behavior_options = {};
  struct Alias {
    std::string name = {};
    std::string id = {};
  };
  std::vector<Alias> package_aliases = {};
  /// `plugins.ecac`, which says what an ecac.json would; as it is written, whatever that is.
  std::optional<JsonValue> configuration = {};
  std::vector<ProjectFileFault> faults = {};
};

/// Reads the text of a project file. `tree` is asked whether package directories and files to put
/// in exist; null leaves that out.
SfdxProjectFile parse_project_file(FileId id, std::string path, std::string_view text,
                                   const FileTree* tree);

}  // namespace ecac
