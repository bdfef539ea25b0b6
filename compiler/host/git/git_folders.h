#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/host/git/git_objects.h"

namespace ecac {

/// The entries of one folder in git, each name once and fit for a path, sorted by name.
using GitFolder = std::vector<GitEntry>;

GitFolder git_folder(std::vector<GitEntry> entries);

/// Null if nothing has the name.
const GitEntry* find_entry(const GitFolder& folder, std::string_view name);

/// The folders of what is in the index. Each is named by its path behind a mark that no hash has:
/// `:` is the root, `:a/b` a folder.
std::map<GitId, GitFolder> folders_of_index(std::vector<GitEntry> entries);

}  // namespace ecac
