#include "compiler/report/covered_diff.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "compiler/edit/unified_diff.h"
#include "compiler/secrets/redaction.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace diffs {

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

}  // namespace diffs

std::string covered_diff(const std::vector<FileChange>& changes,
                         const std::string& current_directory, const SchemaSet& schema) {
  diffs::Cover cover(schema);
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
    const bool text = diffs::is_text(change.before) && diffs::is_text(change.after);
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

}  // namespace ecac
