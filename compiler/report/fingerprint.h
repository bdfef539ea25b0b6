#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// Where a project is in what its people share: the same wherever the repository lies, whatever is
/// the current folder and whatever else is checked.
class ProjectIdentity {
 public:
  /// Asks `files` once for `.git` in the project's folder and those around it. Without a
  /// `sfdx-project.json` the root is only the path that was given, so that no project is named and
  /// paths are those from the repository.
  ProjectIdentity(const FileTree& files, std::string_view project_root);

  /// The project's folder from that of its repository; "" if they are the same, there is no
  /// repository or no project file.
  const std::string& project() const { return project_; }
  /// The path of a file from the project's folder, else from the repository's, else its name.
  std::string path(std::string_view absolute) const;

 private:
  std::string root_;
  std::string repository_;  ///< as the root is written; "" if there is none
  std::string project_;
};

/// What makes a finding the same one in another run. Nothing of it is a line, a count or a
/// sentence.
struct FindingIdentity {
  CaseId rule_case = {};
  std::string project = {};    ///< ProjectIdentity::project
  std::string component = {};  ///< `Type:fullName`, of what is no component the path
  std::string element = {};    ///< as ElementPaths says it
  std::string subject = {};    ///< the value or name judged, without secrets
};

/// The first 16 hex digits of SHA-256 over version 2 and the identity. `number` counts equal ones
/// in a project from 1, in the order of their places.
std::string fingerprint(const FindingIdentity& identity, unsigned number);

}  // namespace ecac
