#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/fix.h"

namespace ecac {

/// What several fixes together do to the files, composed so that they do not disturb each other. A
/// fix is taken whole or not at all: one that touches what another fix already changes is refused
/// and may be offered again after the next run.
class ChangeSet {
 public:
  using PathOf = std::function<std::string(FileId)>;

  /// `path_of` names the file that an edit's place lies in.
  explicit ChangeSet(PathOf path_of) : path_of_(std::move(path_of)) {}

  /// The operations of one fix. False, and nothing taken, when they overlap what is there already.
  bool add(std::span<const FileOperation> fix);

  struct FileChange {
    std::map<TextRange, std::string> edits = {};  ///< disjoint, by place
    std::optional<std::string> created = {};      ///< text of a new file
    std::string renamed_to = {};
    bool removed = false;
    bool whole_file() const { return created || removed || !renamed_to.empty(); }
  };
  /// By path, as `path_of` and the operations name it.
  const std::map<std::string, FileChange>& files() const { return files_; }
  bool empty() const { return files_.empty(); }

 private:
  bool fits(const FileOperation& operation) const;
  void take(const FileOperation& operation);

  PathOf path_of_;
  std::map<std::string, FileChange> files_;
};

/// Whether a range lies in a text and cuts no character of it.
bool can_replace(std::string_view text, TextRange range);

/// The text after the edits of one file; nothing if a range lies outside the text or cuts a
/// character, or the text is not UTF-8.
std::optional<std::string> apply_edits(std::string_view text,
                                       const std::map<TextRange, std::string>& edits);

}  // namespace ecac
