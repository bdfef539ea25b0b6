#include "compiler/report/covered_diff.h"

#include <string_view>

#include "compiler/edit/unified_diff.h"
#include "compiler/secrets/redaction.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace diffs {

static bool is_text(const std::string& text) {
  return is_valid_utf8(text) && text.find('\0') == std::string::npos;
}

/// Covers the secrets of a text, and those that the other texts told.
class Cover {
 public:
  Cover(const SchemaSet& schema, const std::vector<FileChange>& changes,
        std::vector<std::string> values)
      : redactor_(schema.secret_names()) {
    for (const FileChange& change : changes) {
      learn(change.before, values);
      learn(change.after, values);
    }
    values_ = SecretValues(values, Redactor::kShortestRepeatedValue);
  }

  std::string operator()(const std::string& text) const {
    return mask(text, {0, static_cast<std::uint32_t>(text.size())},
                redactor_.find(text, {}, values_));
  }

 private:
  void learn(const std::string& text, std::vector<std::string>& values) const {
    for (const TextRange secret : redactor_.find(text)) values.emplace_back(secret.in(text));
  }

  Redactor redactor_;
  SecretValues values_ = {};
};

}  // namespace diffs

std::string covered_diff(const std::vector<FileChange>& changes,
                         const std::string& current_directory, const SchemaSet& schema,
                         const std::vector<std::string>& secrets) {
  const diffs::Cover cover(schema, changes, secrets);
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
