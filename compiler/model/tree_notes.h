#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/schema/type_schema.h"
#include "compiler/source/text_range.h"

namespace ecac {

/// A path of a project that could not be read.
struct UnreadPath {
  enum class Reason : std::uint8_t {
    file,
    directory,
    not_a_file,
    linked_out
  } reason = Reason::file;
  std::string path = {};   ///< absolute
  std::string words = {};  ///< what could not be done and why
  bool operator==(const UnreadPath&) const = default;
};

/// Something in sfdx-project.json that cannot be as it is, in the words of its reader.
struct ProjectFileFault {
  enum class Kind : std::uint8_t { syntax, structure, value, missing_directory } kind = Kind::value;
  std::string path = {};  ///< absolute
  TextRange range = {};
  /// The key and value judged, for the fingerprint: no sentence, no position, never a secret.
  std::string subject = {};
  std::string words = {};
  std::string hint = {};  ///< for the place itself; may be empty
  bool operator==(const ProjectFileFault&) const = default;
};

/// A private key that lies in a project as a file of its own, or a store with one.
struct KeyFile {
  std::string path = {};  ///< absolute
  std::string name = {};
  bool store = false;
  std::uint32_t first_line = 0;  ///< bytes of the line that tells it; 0 if nothing can be shown
  bool operator==(const KeyFile&) const = default;
};

/// Contents that a deploy takes, such as `certs/X.crt`.
struct DeployedContent {
  TypeId type = TypeId::none;
  std::string full_name = {};
  std::string name = {};
  std::string path = {};  ///< absolute
  bool operator==(const DeployedContent&) const = default;
};

/// What is to be said of the files of a project that have no facts: of folders, of the project
/// file, of keys and contents. Typed: rules word it.
struct TreeNotes {
  std::vector<UnreadPath> unread = {};
  std::vector<ProjectFileFault> project_file = {};
  std::vector<KeyFile> key_files = {};
  std::vector<DeployedContent> contents = {};
  bool operator==(const TreeNotes&) const = default;
};

}  // namespace ecac
