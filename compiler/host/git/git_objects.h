#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/support/result.h"

namespace ecac {

/// The name of an object of git: its hash in hex digits.
using GitId = std::string;

/// What stands in a folder of a commit, or in the index.
struct GitEntry {
  enum class Kind : std::uint8_t { folder, file, link, repository };
  std::string name = {};  ///< in the index the whole path
  Kind kind = Kind::file;
  GitId id = {};
  bool skipped = false;  ///< of the index: a sparse checkout leaves it out of the work tree
};

/// What words of a user name.
struct GitRevision {
  enum class Answer : std::uint8_t { commit, nothing, several, no_commit, unreadable };
  Answer answer = Answer::nothing;
  GitId commit = {};
  std::string why = {};  ///< where it is unreadable
};

/// Reads one git repository, by a library or by the program git. Nothing is written, nothing is
/// fetched, and no program is run that the repository names. An error says why, without a word of
/// the repository. Each object is as its maker wrote it: names and sizes may be anything. For one
/// thread.
class GitObjects {
 public:
  virtual ~GitObjects() = default;

  /// Of the work tree, absolute; of a bare repository its own.
  virtual std::string folder() const = 0;
  virtual bool is_shallow() = 0;

  /// As git takes it: a branch, a tag, a hash, `HEAD~1`.
  virtual GitRevision find(const std::string& words) = 0;
  /// Also those that a shallow clone does not have.
  virtual Result<std::vector<GitId>> parents(const GitId& commit) = 0;
  /// Whether objects may be missing that a server has.
  virtual bool is_partial() = 0;
  /// The nearest commits that two have in common, the newest first. `not_found` where there are
  /// none, or none that is here.
  virtual Result<std::vector<GitId>> merge_bases(const GitId& one, const GitId& other) = 0;
  /// The folder that a commit is of.
  virtual Result<GitId> tree(const GitId& commit) = 0;
  virtual Result<std::vector<GitEntry>> entries(const GitId& tree) = 0;
  /// The text of a file or the target of a link. `too_large` above the limit; `invalid` for what is
  /// neither.
  virtual Result<void> read(const GitId& object, std::string& buffer, std::size_t limit) = 0;
  /// What the next commit would have, by path, at most so many. `file` is the index to read, from
  /// the folder of the work tree; "" is the repository's own. `invalid` where files are not merged,
  /// `too_large` for more.
  virtual Result<std::vector<GitEntry>> index(const std::string& file, std::size_t most) = 0;

 protected:
  /// Whether a git folder has packs of a server that left objects out.
  static bool has_promised_packs(const std::string& git_folder);
};

}  // namespace ecac
