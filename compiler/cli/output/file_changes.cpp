#include "compiler/cli/output/file_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

#include "compiler/cli/output/output_file.h"
#include "compiler/edit/unified_diff.h"
#include "compiler/secrets/redaction.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace file_changes {

// A shorter value stands in too many places where it is no secret.
constexpr std::size_t kShortestSecret = 6;

static bool is_text(const std::string& text) {
  return is_valid_utf8(text) && text.find('\0') == std::string::npos;
}

/// Joins ranges that touch or overlap, as `mask` wants them.
static std::vector<TextRange> disjoint(std::vector<TextRange> ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::vector<TextRange> result;
  for (const TextRange range : ranges) {
    if (!result.empty() && range.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, range.end);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

/// Covers the secrets of a text, and those that the other texts told.
class Cover {
 public:
  explicit Cover(const SchemaSet& schema) : redactor_(schema.secret_names()) {}

  void learn(const std::string& text) {
    for (const TextRange secret : redactor_.find(text)) {
      if (secret.size() >= kShortestSecret) values_.emplace(secret.in(text));
    }
  }
  std::string operator()(const std::string& text) const {
    std::vector<TextRange> secrets = redactor_.find(text);
    for (const std::string& value : values_) {
      for (std::size_t at = text.find(value); at != std::string::npos;
           at = text.find(value, at + value.size())) {
        secrets.push_back(
            {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + value.size())});
      }
    }
    return mask(text, {0, static_cast<std::uint32_t>(text.size())}, disjoint(std::move(secrets)));
  }

 private:
  Redactor redactor_;
  std::set<std::string> values_;
};

static std::string failure(std::string_view doing, const std::string& path) {
  return fmt::format("cannot {} `{}`: {}", doing, path, std::strerror(errno));
}

static bool is_still(const FileTree& files, const std::string& path, const std::string& text) {
  std::string now;
  return files.read(path, now, text.size()) && now == text;
}

static std::string move_file(const FileTree& files, const FileChange& change) {
  if (files.kind(change.new_path) != EntryKind::missing) {
    return fmt::format("cannot rename `{}`: `{}` stands there already", change.old_path,
                       change.new_path);
  }
  std::error_code error;
  std::filesystem::create_directories(std::string(parent_path(change.new_path)), error);
  if (error || std::rename(change.old_path.c_str(), change.new_path.c_str()) != 0) {
    return failure("rename", change.old_path);
  }
  return {};
}

/// Writes, and renames what gets another name. The sentence if something is in the way.
static std::string put(const FileTree& files, const FileChange& change) {
  if (change.old_path.empty()) {
    if (files.kind(change.new_path) != EntryKind::missing) {
      return fmt::format("cannot create `{}`: something stands there already", change.new_path);
    }
    return write_output_file(change.new_path, change.after);
  }
  if (!is_still(files, change.old_path, change.before)) {
    return fmt::format("`{}` was changed by somebody else meanwhile and is left alone",
                       change.old_path);
  }
  if (change.before != change.after) {
    std::string problem = write_output_file(change.old_path, change.after);
    if (!problem.empty()) return problem;
  }
  return change.old_path == change.new_path ? std::string() : move_file(files, change);
}

}  // namespace file_changes

std::string diff_of(const std::vector<FileChange>& changes, const std::string& current_directory,
                    const SchemaSet& schema) {
  file_changes::Cover cover(schema);
  for (const FileChange& change : changes) {
    cover.learn(change.before);
    cover.learn(change.after);
  }
  const auto shown = [&](const std::string& path) {
    // As `git diff --no-index` does, where nothing else can be meant.
    const bool below = is_within(path, current_directory);
    return std::string(path.empty() ? "" : relative_path(path, below ? current_directory : "/"));
  };
  std::string out;
  for (const FileChange& change : changes) {
    const std::string old_path = shown(change.old_path);
    const std::string new_path = shown(change.new_path);
    const std::string shown_before = cover(change.before);
    const std::string shown_after = cover(change.after);
    const bool text = file_changes::is_text(change.before) && file_changes::is_text(change.after);
    out += unified_diff({.old_path = old_path,
                         .new_path = new_path,
                         .before = change.before,
                         .after = change.after,
                         .shown_before = shown_before,
                         .shown_after = shown_after,
                         .text = text});
  }
  return out;
}

std::vector<std::string> write_changes(const FileTree& files,
                                       const std::vector<FileChange>& changes) {
  std::vector<std::string> problems;
  const auto note = [&](std::string problem) {
    if (!problem.empty()) problems.push_back(std::move(problem));
  };
  for (const FileChange& change : changes) {
    if (!change.new_path.empty()) note(file_changes::put(files, change));
  }
  // What a file held may be in one that was to be written before.
  const bool whole = problems.empty();
  for (const FileChange& change : changes) {
    if (!change.new_path.empty()) continue;
    const std::string& path = change.old_path;
    if (!whole) {
      note(fmt::format("`{}` was not deleted, because not everything else could be done", path));
    } else if (!file_changes::is_still(files, path, change.before)) {
      note(fmt::format("`{}` was changed by somebody else meanwhile and is left alone", path));
    } else if (std::remove(path.c_str()) != 0) {
      note(file_changes::failure("delete", path));
    }
  }
  return problems;
}

}  // namespace ecac
