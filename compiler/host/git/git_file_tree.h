#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/support/file_tree.h"
#include "compiler/support/host.h"
#include "compiler/support/result.h"

namespace ecac {

/// Who reads the repository.
enum class GitReader : std::uint8_t {
  any,      ///< the library where it is there and understands the repository, else the program
  library,  ///< libgit2
  program,  ///< git
};

/// The files of a git repository as they are in one commit, or in the index, read from its objects;
/// nothing is checked out. Paths are those of the work tree on disk, also by the way through links
/// that the path given to `open` takes. What lies outside the repository is missing here, and so is
/// where a link out of it leads. A submodule that is checked out shows its own commit; of one whose
/// commit is not there the folder is empty, and closed. Texts are as they are stored:
/// without the line ends, encodings and large files that a checkout puts in.
///
/// Folders are read when they are asked for, files one by one. Safe from several threads, which
/// wait for each other.
class GitFileTree final : public FileTree {
 public:
  /// `path` is any absolute path in a work tree, there or not; `revision` is what git takes: a
  /// branch, a tag, a hash, `HEAD~1`. The error is a sentence for people.
  static Result<std::unique_ptr<GitFileTree>> open(const std::string& path,
                                                   std::string_view revision);
  /// The same of any state.
  static Result<std::unique_ptr<GitFileTree>> open(const std::string& path,
                                                   const RepositoryState& state,
                                                   GitReader reader = GitReader::any);
  GitFileTree(const GitFileTree&) = delete;
  GitFileTree& operator=(const GitFileTree&) = delete;
  ~GitFileTree() override;

  /// The work tree's folder without links; of a bare repository its own.
  const std::string& root() const;
  /// In hex digits; "" of the index.
  const std::string& commit() const;
  /// A sentence on how the commit was chosen where there was a choice; "" otherwise.
  const std::string& remark() const;
  /// Of an index, whether nothing is in it.
  bool is_empty() const;

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  std::optional<Error> failure() const override;
  std::vector<std::string> closed_folders() const override;

 private:
  class Revision;
  explicit GitFileTree(std::unique_ptr<Revision> revision);

  std::unique_ptr<Revision> revision_;
};

}  // namespace ecac
