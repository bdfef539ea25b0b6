#include "compiler/workspace/discovery/ignore_file.h"

#include <algorithm>

#include "compiler/support/path_text.h"

namespace ecac {
namespace {

std::string_view without_blanks_at_end(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ' ') continue;
    if (line[at] == '\\') ++at;
    end = std::min(at + 1, line.size());
  }
  return line.substr(0, end);
}

}  // namespace

void IgnoreFile::add_text(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    add_pattern(without_blanks_at_end(line));
  }
}

void IgnoreFile::add_pattern(std::string_view line) {
  const bool negative = line.starts_with('!');
  if (negative) line.remove_prefix(1);
  const bool only_directory = line.ends_with('/');
  if (only_directory) line.remove_suffix(1);
  if (line.empty()) return;
  const bool name_only = line.find('/') == std::string_view::npos;
  if (line.front() == '/') line.remove_prefix(1);
  if (line.empty()) return;
  // `**/name` says the same as `name`, which needs no folders compared.
  const bool any_folder = line.starts_with("**/") && line.find('/', 3) == std::string_view::npos;
  if (any_folder) line.remove_prefix(3);
  patterns_.push_back(
      {Glob(line, letter_case_), negative, only_directory, name_only || any_folder});
}

IgnoreAnswer IgnoreFile::match(std::string_view path, bool is_directory) const {
  const std::string_view name = file_name(path);
  // The last pattern that matches decides.
  for (std::size_t i = patterns_.size(); i-- > 0;) {
    const Pattern& pattern = patterns_[i];
    if (pattern.only_directory && !is_directory) continue;
    if (!pattern.glob.matches(pattern.name_only ? name : path)) continue;
    return pattern.negative ? IgnoreAnswer::included : IgnoreAnswer::ignored;
  }
  return IgnoreAnswer::unmentioned;
}

bool IgnoreFile::ignores(std::string_view path, bool is_directory) const {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    if (match(path.substr(0, slash), true) == IgnoreAnswer::ignored) return true;
  }
  return match(path, is_directory) == IgnoreAnswer::ignored;
}

bool is_always_ignored(std::string_view name) {
  return name.starts_with('.') || name.ends_with(".dup") || name == "package2-descriptor.json" ||
         name == "package2-manifest.json";
}

}  // namespace ecac
