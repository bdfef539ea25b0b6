#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace ecac::architecture {
namespace {

namespace fs = std::filesystem;

bool is_left_out(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name == ".git" || name == "build" || name == "node_modules" || name == ".cache";
}

/// A picture, in whose bytes any word may stand, or a page that was built into docs.
bool is_no_text(const std::string& path) {
  return path.ends_with(".png") ||
         (path.starts_with("docs/playground/") && !path.ends_with("/README.md"));
}

std::vector<SourceFile> read_tree() {
  const fs::path root = ECAC_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
    if (entry->is_directory() && is_left_out(entry->path())) entry.disable_recursion_pending();
    // In a second working tree `.git` is a file, which names the first one.
    if (entry->path().filename() == ".git") continue;
    if (entry->is_symlink() || !entry->is_regular_file()) continue;
    std::string path = fs::relative(entry->path(), root).generic_string();
    if (is_no_text(path)) continue;
    std::ifstream in(entry->path(), std::ios::binary);
    files.push_back(
        {.path = std::move(path), .text = std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

}  // namespace

const std::vector<SourceFile>& source_tree() {
  static const std::vector<SourceFile> kTree = read_tree();
  return kTree;
}

std::vector<const SourceFile*> files_in(std::string_view folder, std::string_view ending) {
  std::vector<const SourceFile*> found;
  for (const SourceFile& file : source_tree()) {
    if (file.path.starts_with(folder) && file.path.ends_with(ending)) found.push_back(&file);
  }
  return found;
}

const SourceFile* find_file(std::string_view path) {
  for (const SourceFile& file : source_tree()) {
    if (file.path == path) return &file;
  }
  return nullptr;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::vector<std::string_view> literals_of(std::string_view line) {
  std::vector<std::string_view> found;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.substr(i).starts_with("//")) break;
    if (line[i] != '"' && line[i] != '\'') continue;
    const char quote = line[i];
    const std::size_t begin = ++i;
    for (; i < line.size() && line[i] != quote; ++i) {
      if (line[i] == '\\') ++i;
    }
    if (quote == '"') found.push_back(line.substr(begin, std::min(i, line.size()) - begin));
  }
  return found;
}

}  // namespace ecac::architecture
