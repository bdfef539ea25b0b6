#pragma once

#include <memory>
#include <string>

#include "compiler/host/git/git_objects.h"

namespace ecac {

/// The repository around a folder, read by the program git: by `git cat-file --batch` and commands
/// that only look. No shell is used, no variable or configuration of the user takes part, and
/// of that of the repository nothing that runs programs, fetches or writes. `not_found` where there
/// is no repository; `other` where there is no program, or it refuses.
Result<std::unique_ptr<GitObjects>> open_with_git_program(const std::string& folder);

}  // namespace ecac
