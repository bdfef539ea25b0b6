#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/host.h"
#include "compiler/support/result.h"

namespace ecac {

/// True if what stands behind `--against` is a folder: one that is there, or a path that begins
/// with `/`, `./` or `../`, which no revision does. Everything else is a revision.
bool names_folder(const FileTree& files, const std::string& current_directory,
                  const std::string& against);

/// The run that looks at a project as it was before, to compare its present state with: at another
/// folder, or at the same paths in a revision of their git repository. What was not there yet is
/// no mistake; where nothing was, the run finds no project.
class EarlierRun {
 public:
  /// `host` and `request` are those of the present state; its files must outlive the answer. In a
  /// revision the files that options name (manifest, configuration, known components) are the
  /// present ones, because the options were given today.
  static Result<EarlierRun> open(const Host& host, const CheckRequest& request,
                                 const std::string& against);

  /// The state before a change under review, of the one repository that all paths lie in. What was
  /// not there yet is looked for in the nearest folder that was, since a file may have moved. The
  /// configuration is that of the state, where it has one.
  static Result<EarlierRun> open_base(const Host& host, const CheckRequest& request,
                                      const RepositoryState& state);

  /// Where the earlier state is read from.
  const FileTree& files() const;
  /// The present request, made for the earlier state; `earlier`, `since`,
  /// `inspect` and `progress` are not taken over.
  const CheckRequest& request() const { return request_; }
  /// Of a revision, in hex digits.
  const std::string& commit() const { return commit_; }
  /// A sentence on how it was chosen where there was a choice; "" otherwise.
  const std::string& remark() const { return remark_; }

 private:
  EarlierRun() = default;
  void take_paths();
  void take_folders();
  void take_named_files(const FileTree& files, const std::vector<std::string>& named);
  void take_extended_files(const FileTree& files, const std::string& path, const std::string& text);

  const FileTree* folder_ = nullptr;
  std::unique_ptr<FileTree> revision_;
  std::unique_ptr<OverlayFileTree> with_named_files_;
  CheckRequest request_;
  std::string commit_;
  std::string remark_;
};

}  // namespace ecac
