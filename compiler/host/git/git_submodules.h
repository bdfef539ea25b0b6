#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/host/git/git_file_tree.h"
#include "compiler/host/git/git_objects.h"
#include "compiler/support/result.h"

namespace ecac {

/// The submodules of a work tree at commits that a repository names, each read from where it is
/// checked out now, or from what git keeps of one whose folder is gone. For one thread.
class GitSubmodules {
 public:
  struct Commit {
    std::size_t repository = 0;  ///< for `objects`
    GitId tree = {};             ///< "" where it cannot be shown
  };

  explicit GitSubmodules(GitReader reader) : reader_(reader) {}

  /// `path` is absolute, without links. Good until the next call.
  const Commit& open(const std::string& path, const GitId& commit);
  /// `repository` is from 1 on.
  GitObjects& objects(std::size_t repository) { return *opened_[repository - 1]; }
  /// Whether some commit of the submodule could be shown.
  bool shows(const std::string& path) const { return roots_.contains(path); }
  /// Those that are there, or are gone, and have a commit that cannot be shown.
  const std::set<std::string>& closed() const { return closed_; }

 private:
  bool take(Result<std::unique_ptr<GitObjects>> own, const GitId& commit, Commit& result);

  GitReader reader_;
  std::vector<std::unique_ptr<GitObjects>> opened_ = {};
  std::map<std::pair<std::string, GitId>, Commit> commits_ = {};
  std::set<std::string> roots_ = {};
  std::set<std::string> closed_ = {};
};

}  // namespace ecac
