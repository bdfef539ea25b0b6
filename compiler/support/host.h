#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/support/executor.h"
#include "compiler/support/file_tree.h"
#include "compiler/support/result.h"

namespace ecac {

/// A state of a git repository.
struct RepositoryState {
  enum class Kind : std::uint8_t {
    revision,    ///< what the words name: a branch, a tag, a hash, `HEAD~1`
    merge_base,  ///< the commit from which that and HEAD went apart
    head,        ///< HEAD, which is empty before the first commit
    index,       ///< what the next commit will have
    left_out,    ///< what a sparse checkout leaves out of the work tree, as the index has it
  } kind = Kind::revision;
  std::string revision = {};    ///< of the first two
  std::string index_file = {};  ///< from the root of the work tree; "" is the repository's own
};

/// Its files, under their paths in the work tree.
struct OpenedState {
  std::unique_ptr<FileTree> files = {};  ///< null where nothing is left out
  std::string commit = {};               ///< in hex digits
  std::string remark = {};  ///< a sentence on how it was chosen where there was a choice
};

/// All that a run takes from the machine it runs on; nothing else of it is looked at. What it
/// borrows must live as long as the run and its result.
struct Host {
  const FileTree& files;
  Executor& executor = inline_executor();
  /// The present day, `2026-01-31`; "" is unknown, and rules on dates are silent.
  std::string today = {};
  /// The files of a git revision, under their paths in the work tree that holds `path`, an absolute
  /// path. Empty where revisions cannot be read. The error is a sentence for people.
  std::function<Result<std::unique_ptr<FileTree>>(const std::string& path,
                                                  std::string_view revision)>
      open_revision = {};
  /// The same of any state of the repository.
  std::function<Result<OpenedState>(const std::string& path, const RepositoryState& state)>
      open_state = {};

  /// The same machine with other files.
  Host with(const FileTree& other) const {
    return {other, executor, today, open_revision, open_state};
  }
};

}  // namespace ecac
