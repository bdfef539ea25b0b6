#pragma once

#include <memory>
#include <string>

#include "compiler/host/git/git_objects.h"

namespace ecac {

/// The repository around a folder, read by libgit2. `not_found` where there is none; `other` where
/// the library is not there, or does not understand the repository.
Result<std::unique_ptr<GitObjects>> open_with_libgit2(const std::string& folder);

/// The repository whose data lie in this folder, whatever has become of its work tree. Errors as
/// above.
Result<std::unique_ptr<GitObjects>> open_data_with_libgit2(const std::string& git_folder);

/// Whether the library is part of this build and can be loaded here.
bool has_libgit2();

}  // namespace ecac
