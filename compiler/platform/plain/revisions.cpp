#include "compiler/host/revisions.h"

#include <utility>

#include "compiler/host/git/git_file_tree.h"

namespace ecac {

// The program git reads, in a process of its own that answers within kRevisionPatience or is given
// up; what it says is bounded.
Result<OpenedState> open_state(const std::string& path, const RepositoryState& state,
                               std::chrono::milliseconds /*patience*/) {
  Result<std::unique_ptr<GitFileTree>> opened = GitFileTree::open(path, state, GitReader::program);
  if (!opened) return opened.error();
  OpenedState result{.commit = (*opened)->commit(), .remark = (*opened)->remark()};
  if (state.kind != RepositoryState::Kind::left_out || !(*opened)->is_empty()) {
    result.files = std::move(*opened);
  }
  return result;
}

}  // namespace ecac
