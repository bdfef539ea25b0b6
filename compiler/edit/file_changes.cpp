#include "compiler/edit/file_changes.h"

#include <fmt/format.h>

#include <utility>

namespace ecac {
namespace file_changes {

static bool is_still(const FileTree& files, const std::string& path, const std::string& text) {
  std::string now;
  return files.read(path, now, text.size()) && now == text;
}

static Error changed_meanwhile(const std::string& path) {
  return {fmt::format("`{}` was changed by somebody else meanwhile and is left alone", path)};
}

/// Also a link that leads nowhere stands there: what is written would land where it leads.
static bool is_free(const FileTree& files, const std::string& path) {
  return files.kind(path) == EntryKind::missing && !files.is_link(path);
}

/// Writes, and renames what gets another name.
static Result<void> put(const FileTree& files, FileWriter& writer, const FileChange& change) {
  if (change.old_path.empty()) {
    if (!is_free(files, change.new_path)) {
      return Error{
          fmt::format("cannot create `{}`: something stands there already", change.new_path)};
    }
    return writer.write(change.new_path, change.after);
  }
  if (!is_still(files, change.old_path, change.before)) return changed_meanwhile(change.old_path);
  if (change.before != change.after) {
    if (auto written = writer.write(change.old_path, change.after); !written) return written;
  }
  if (change.old_path == change.new_path) return {};
  if (!is_free(files, change.new_path)) {
    return Error{fmt::format("cannot rename `{}`: `{}` stands there already", change.old_path,
                             change.new_path)};
  }
  return writer.rename(change.old_path, change.new_path);
}

static Result<void> take_away(const FileTree& files, FileWriter& writer, const FileChange& change) {
  if (!is_still(files, change.old_path, change.before)) return changed_meanwhile(change.old_path);
  return writer.remove(change.old_path);
}

}  // namespace file_changes

WrittenChanges write_changes(const FileTree& files, FileWriter& writer,
                             const std::vector<FileChange>& changes) {
  WrittenChanges result;
  const auto note = [&](const Result<void>& done) {
    if (done) {
      ++result.written;
    } else {
      result.problems.push_back(done.error().message);
    }
  };
  for (const FileChange& change : changes) {
    if (!change.new_path.empty()) note(file_changes::put(files, writer, change));
  }
  // What a file held may be in one that was to be written before.
  const bool whole = result.problems.empty();
  for (const FileChange& change : changes) {
    if (!change.new_path.empty()) continue;
    note(whole ? file_changes::take_away(files, writer, change)
               : Error{fmt::format("`{}` was not deleted, because not everything else could be "
                                   "done",
                                   change.old_path)});
  }
  return result;
}

}  // namespace ecac
