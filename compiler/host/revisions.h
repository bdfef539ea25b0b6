#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/support/file_tree.h"
#include "compiler/support/host.h"
#include "compiler/support/result.h"

namespace ecac {

/// How long an answer about a revision may take.
inline constexpr std::chrono::seconds kRevisionPatience{30};

/// As `GitFileTree::open` of a state of a repository, but whatever its objects do harms nothing of
/// this process: they may be made by anybody, and there are some by which a library writes where it
/// must not, or never comes back. Then the reading process ends, and `failure` of the tree says so.
/// Where a process cannot be split in two, the program git alone reads them. Safe from several
/// threads, which wait for each other.
Result<OpenedState> open_state(const std::string& path, const RepositoryState& state,
                               std::chrono::milliseconds patience = kRevisionPatience);

/// The files of a revision, which is what git takes: a branch, a tag, a hash, `HEAD~1`.
Result<std::unique_ptr<FileTree>> open_revision(
    const std::string& path, std::string_view revision,
    std::chrono::milliseconds patience = kRevisionPatience);

}  // namespace ecac
