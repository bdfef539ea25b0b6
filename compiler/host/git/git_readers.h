#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/host/git/git_file_tree.h"
#include "compiler/host/git/git_objects.h"
#include "compiler/support/file_tree.h"
#include "compiler/support/result.h"

namespace ecac {

/// By the library where it is there and understands the repository, else by the program.
Result<std::unique_ptr<GitObjects>> open_git_objects(const std::string& folder, GitReader reader);

/// The index of a repository; the program reads what the library cannot.
Result<std::vector<GitEntry>> read_git_index(GitObjects& objects, const std::string& root,
                                             GitReader reader, const std::string& file);

/// Two folders with the same files are one object, so only its path tells a folder from another.
FileIdentity git_identity(const std::string& resolved_path);

}  // namespace ecac
