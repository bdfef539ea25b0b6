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

/// As `GitFileTree::open`, but git's data are read by a process of their own. The objects of a
/// repository may be made by anybody, and there are some by which the library writes where it must
/// not, or never comes back. Then that process ends, and `failure` of the tree says so; nothing of
/// this one is touched. Safe from several threads, which wait for each other.
Result<std::unique_ptr<FileTree>> open_revision(const std::string& path, std::string_view revision,
                                                std::chrono::milliseconds patience);
Result<std::unique_ptr<FileTree>> open_revision(const std::string& path, std::string_view revision);
/// The same of any state of the repository.
Result<OpenedState> open_state(const std::string& path, const RepositoryState& state,
                               std::chrono::milliseconds patience = kRevisionPatience);

}  // namespace ecac
