#include "compiler/workspace/replaced_file_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

#include "compiler/model/value_list.h"
#include "compiler/model/well_known_files.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::size_t kLongestName = 256;

/// The number of a group in `$1` or `$12` at `at`, of the groups there are; 0 if it is none.
std::size_t group_number(std::string_view pattern, std::size_t at, std::size_t groups,
                         std::size_t& size) {
  if (!ascii::is_digit(pattern[at])) return 0;
  const auto first = static_cast<std::size_t>(pattern[at] - '0');
  if (at + 1 < pattern.size() && ascii::is_digit(pattern[at + 1])) {
    const std::size_t both = first * 10 + static_cast<std::size_t>(pattern[at + 1] - '0');
    size = 2;
    if (both >= 1 && both < groups) return both;
  }
  size = 1;
  return first < groups ? first : 0;
}

/// What JavaScript's `replace`, which the Salesforce CLI calls, makes of a replacement text.
std::string inserted_text(std::string_view pattern, std::string_view text,
                          std::span<const std::string_view> groups) {
  if (pattern.find('$') == std::string_view::npos) return std::string(pattern);
  const auto begin = static_cast<std::size_t>(groups.front().data() - text.data());
  std::string result;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char next = pattern[at] == '$' && at + 1 < pattern.size() ? pattern[at + 1] : '\0';
    std::size_t size = 1;
    if (next == '$') {
      result += '$';
    } else if (next == '&') {
      result += groups.front();
    } else if (next == '`') {
      result += text.substr(0, begin);
    } else if (next == '\'') {
      result += text.substr(begin + groups.front().size());
    } else if (const std::size_t group =
                   next == '\0' ? 0 : group_number(pattern, at + 1, groups.size(), size);
               group != 0) {
      result += groups[group];
    } else {
      result += pattern[at];
      continue;
    }
    at += size;
  }
  return result;
}

TextRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

/// Where `what` begins at most a name's length after `from`; npos if it does not.
std::size_t found_within(std::string_view text, std::string_view what, std::size_t from) {
  const std::size_t found = text.substr(from, kLongestName).find(what);
  return found == std::string_view::npos ? found : from + found;
}

Error too_large(std::size_t limit) {
  return {fmt::format("more than the limit of {} bytes after replacements", limit),
          ErrorKind::too_large};
}

}  // namespace

std::vector<DeclaredReplacement> declared_replacements(const SfdxProjectFile& file) {
  std::vector<DeclaredReplacement> all;
  for (const Replacement& written : file.replacements) {
    const auto& source = written.with_env ? written.with_env : written.with_file;
    const auto& what =
        written.string_to_replace ? written.string_to_replace : written.regex_to_replace;
    if (!source || !what || !(written.filename || written.glob)) continue;
    DeclaredReplacement declared;
    if (written.filename) declared.filename = written.filename->value;
    if (written.glob) declared.glob = written.glob->value;
    (written.string_to_replace ? declared.text : declared.pattern) = what->value;
    (written.with_env ? declared.variable : declared.file) = source->value;
    declared.allow_unset = written.allow_unset;
    declared.file_missing = written.file_missing;
    for (const Replacement::Condition& condition : written.when_env) {
      declared.when.push_back({condition.env, condition.value});
    }
    declared.range = source->range;
    declared.pattern_range = what->range;
    all.push_back(std::move(declared));
  }
  return all;
}

ReplacedFileTree::ReplacedFileTree(const FileTree& base, std::string root,
                                   const SfdxProjectFile& project_file, Environment environment)
    : ForwardingFileTree(base),
      root_(std::move(root)),
      project_file_(project_file.path),
      environment_(std::move(environment)) {
  std::size_t number = 0;
  for (DeclaredReplacement& declared : declared_replacements(project_file)) {
    prepare(number++, std::move(declared));
  }
}

bool ReplacedFileTree::holds(const DeclaredReplacement::Condition& condition) const {
  const auto found = environment_.find(condition.variable);
  return found != environment_.end() && found->second == condition.value;
}

Result<std::string> ReplacedFileTree::content_of(const std::string& file) const {
  const std::string path = absolute_path(root_, file);
  if (!stays_within(base_, path, root_)) {
    return Error{fmt::format("`{}` is outside this project and is not read", file)};
  }
  std::string text;
  if (const auto read = base_.read(path, text, limits::kInsertion); !read) {
    return Error{fmt::format("`{}` cannot be read: {}", file, read.error().message)};
  }
  std::string trimmed(trim_blanks(text));
  if (trimmed.empty()) return Error{fmt::format("`{}` is empty", file)};
  return trimmed;
}

void ReplacedFileTree::prepare(std::size_t number, DeclaredReplacement declared) {
  if (!std::all_of(declared.when.begin(), declared.when.end(),
                   [&](const auto& condition) { return holds(condition); })) {
    return;
  }
  ReplacementMatcher matcher(declared);
  Entry entry{.number = number, .declared = std::move(declared), .matcher = std::move(matcher)};
  entry.problem_range = entry.declared.range;
  const std::string& variable = entry.declared.variable;
  if (!entry.matcher.problem().empty()) {
    entry.problem = entry.matcher.problem();
    entry.problem_range = entry.declared.pattern_range;
  } else if (entry.declared.file_missing) {
    // A finding of its own: the deploy stops.
  } else if (variable.empty()) {
    Result<std::string> content = content_of(entry.declared.file);
    if (content) {
      entry.text = std::move(*content);
    } else {
      entry.problem = content.error().message;
    }
  } else if (const auto found = environment_.find(variable); found != environment_.end()) {
    entry.text = found->second;
  } else if (entry.declared.allow_unset) {
    entry.text = std::string();
  }
  entries_.push_back(std::move(entry));
}

bool ReplacedFileTree::leaves(std::size_t number) const {
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), number,
      [](const Entry& entry, std::size_t wanted) { return entry.number < wanted; });
  return found != entries_.end() && found->number == number && !found->text;
}

/// Whether a project of its own stands in the folder or between it and the root.
bool ReplacedFileTree::is_nested(const std::string& directory) const {
  if (directory.size() <= root_.size()) return false;
  if (const auto known = nested_.find(directory); known != nested_.end()) return known->second;
  const bool nested = base_.kind(join_path(directory, kProjectFileName)) == EntryKind::file ||
                      is_nested(std::string(parent_path(directory)));
  nested_.emplace(directory, nested);
  return nested;
}

bool ReplacedFileTree::belongs(const std::string& path) const {
  if (!is_within(path, root_) || file_name(path) == kProjectFileName) return false;
  const MutexLock lock(mutex_);
  return !is_nested(std::string(parent_path(path)));
}

Result<void> ReplacedFileTree::read(const std::string& path, std::string& buffer,
                                    std::size_t limit) const {
  if (auto result = base_.read(path, buffer, limit); !result) return result;
  if (entries_.empty() && environment_.empty()) return {};
  if (buffer.find('\0') != std::string::npos || !belongs(path)) return {};
  ReplacedText text(std::move(buffer));
  constexpr std::size_t kPatternCost = 8;
  std::size_t work = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entries_[i].matcher.matches_file(root_, path)) continue;
    work += text.text().size() * (entries_[i].declared.pattern.empty() ? 1 : kPatternCost);
    if (work > limits::kReplacementWork) {
      buffer.clear();
      return Error{"more replacements than can be made in a file of this size",
                   ErrorKind::too_large};
    }
    if (!entries_[i].text) {
      const MutexLock lock(mutex_);
      if (!entries_[i].problem.empty()) failed_.insert(i);
    } else if (auto result = apply(entries_[i], text, limit); !result) {
      buffer.clear();
      return result;
    }
  }
  fill_placeholders(text);
  ReplacedPieces pieces = text.pieces();
  buffer = std::move(text).take_text();
  if (buffer.size() > limit) {
    buffer.clear();
    return too_large(limit);
  }
  const MutexLock lock(mutex_);
  if (pieces.empty()) {
    pieces_.erase(path);
  } else {
    pieces_.insert_or_assign(path, std::move(pieces));
  }
  return {};
}

Result<void> ReplacedFileTree::apply(const Entry& entry, ReplacedText& text,
                                     std::size_t limit) const {
  const std::string_view before = text.text();
  std::vector<TextReplacement> replacements;
  std::size_t size = before.size();
  entry.matcher.for_each_match(before, [&](std::span<const std::string_view> groups) {
    if (size > limit || replacements.size() > limits::kReplacements) return;
    const auto begin = static_cast<std::size_t>(groups.front().data() - before.data());
    TextReplacement replacement;
    replacement.range = range_of(begin, begin + groups.front().size());
    replacement.text = inserted_text(*entry.text, before, groups);
    replacement.variable = entry.declared.source();
    size += replacement.text.size();
    replacements.push_back(std::move(replacement));
  });
  if (size > limit) return too_large(limit);
  if (replacements.size() > limits::kReplacements) {
    return Error{fmt::format("more than the limit of {} replacements", limits::kReplacements),
                 ErrorKind::too_large};
  }
  put_in(replacements, text);
  return {};
}

void ReplacedFileTree::put_in(std::span<const TextReplacement> replacements,
                              ReplacedText& text) const {
  text.replace(replacements);
  const MutexLock lock(mutex_);
  for (const TextReplacement& replacement : replacements) {
    if (!values_.contains(replacement.text)) values_.insert(replacement.text);
  }
}

void ReplacedFileTree::fill_placeholders(ReplacedText& text) const {
  if (environment_.empty()) return;
  const std::string_view all = text.text();
  std::vector<TextReplacement> replacements;
  auto piece = text.pieces().all().begin();
  const auto last = text.pieces().all().end();
  for (std::size_t at = all.find_first_of("${"); at < all.size();
       at = all.find_first_of("${", at)) {
    const bool braces = all.substr(at, 2) == "{{";
    const std::string_view close = braces ? "}}" : "}";
    const std::size_t end = braces || all.substr(at, 2) == "${" ? found_within(all, close, at + 2)
                                                                : std::string_view::npos;
    const auto found = end == std::string_view::npos
                           ? environment_.end()
                           : environment_.find(all.substr(at + 2, end - at - 2));
    if (found == environment_.end()) {
      ++at;
      continue;
    }
    const TextRange range = range_of(at, end + close.size());
    while (piece != last && piece->now.end <= range.begin) ++piece;
    at = range.end;
    // What was put in is taken as it is.
    if (piece != last && piece->now.begin < range.end) continue;
    replacements.push_back({range, found->second, found->first});
  }
  put_in(replacements, text);
}

OriginalPlace ReplacedFileTree::original(const std::string& path, TextRange range) const {
  const MutexLock lock(mutex_);
  const auto found = pieces_.find(path);
  if (found == pieces_.end()) return {range, {}};
  return found->second.original(range);
}

std::optional<LineColumn> ReplacedFileTree::original_position(const std::string& path,
                                                              TextRange range) const {
  {
    const MutexLock lock(mutex_);
    if (pieces_.find(path) == pieces_.end()) return std::nullopt;
  }
  std::string bytes;
  if (!base_.read(path, bytes, ~std::size_t{0})) return std::nullopt;
  return LineIndex(bytes).position(original(path, range).range.begin);
}

std::vector<std::string> ReplacedFileTree::values_put_in(std::size_t shortest) const {
  const MutexLock lock(mutex_);
  std::vector<std::string> values;
  std::copy_if(values_.begin(), values_.end(), std::back_inserter(values),
               [&](const std::string& value) { return value.size() >= shortest; });
  return values;
}

bool ReplacedFileTree::is_changed(const std::string& path) const {
  const MutexLock lock(mutex_);
  return pieces_.contains(path);
}

std::vector<DeclaredReplacement> ReplacedFileTree::unset_variables() const {
  std::vector<DeclaredReplacement> unset;
  for (const Entry& entry : entries_) {
    const bool is_unset = !entry.text && entry.problem.empty() && entry.declared.file.empty();
    if (is_unset) unset.push_back(entry.declared);
  }
  return unset;
}

std::vector<DeclaredReplacement> ReplacedFileTree::missing_files() const {
  std::vector<DeclaredReplacement> missing;
  for (const Entry& entry : entries_) {
    if (entry.declared.file_missing) missing.push_back(entry.declared);
  }
  return missing;
}

std::vector<ProjectFileFault> ReplacedFileTree::faults() const {
  const MutexLock lock(mutex_);
  std::vector<ProjectFileFault> faults;
  for (const std::size_t index : failed_) {
    const DeclaredReplacement& declared = entries_[index].declared;
    faults.push_back({ProjectFileFault::Kind::value,
                      project_file_,
                      entries_[index].problem_range,
                      fmt::format("replacements[] of {}: {}",
                                  declared.filename.empty() ? declared.glob : declared.filename,
                                  declared.variable.empty() ? declared.file : declared.variable),
                      entries_[index].problem,
                      {}});
  }
  std::sort(faults.begin(), faults.end(), [](const auto& a, const auto& b) {
    return std::tie(a.range, a.words) < std::tie(b.range, b.words);
  });
  return faults;
}

}  // namespace ecac
