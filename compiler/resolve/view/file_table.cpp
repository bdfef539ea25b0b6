#include "compiler/resolve/view/file_table.h"

#include <algorithm>
#include <functional>

namespace ecac {

std::uint64_t FileTable::key_of(std::string_view word) const {
  return question_key(Question::file_table, std::hash<std::string_view>{}(word) + id_);
}

std::vector<std::string> FileTable::words_of(const Project& project, FileId id) const {
  const ProjectFile& file = project.file(id);
  if (file.type != type_ || file.wrong_suffix) return {};
  std::vector<std::string> words = words_(project.schema(), file.facts);
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

void FileTable::enter(const Project& project, FileId file, const std::string& word) const {
  std::vector<FileId>& files = files_[word];
  const auto at = std::lower_bound(files.begin(), files.end(), file,
                                   [&](FileId a, FileId b) { return project.path_before(a, b); });
  files.insert(at, file);
}

void FileTable::make(const Project& project) const {
  for (const FileId file : project.files_of(type_)) {
    for (const std::string& word : words_of(project, file)) files_[word].push_back(file);
  }
  for (auto& [word, files] : files_) {
    std::sort(files.begin(), files.end(),
              [&](FileId a, FileId b) { return project.path_before(a, b); });
  }
  made_ = true;
}

std::span<const FileId> FileTable::files_with(const ProjectView& asker,
                                              std::string_view word) const {
  if (asker.log_ != nullptr) asker.record(key_of(word));
  once_.run([&] { make(*asker.project_); });
  const auto found = files_.find(std::string(word));
  if (found == files_.end()) return {};
  return found->second;
}

void FileTable::remove(const Project& project, FileId file, std::vector<std::uint64_t>& keys) {
  if (!made_) return;
  for (const std::string& word : words_of(project, file)) {
    keys.push_back(key_of(word));
    const auto entry = files_.find(word);
    if (entry == files_.end()) continue;
    std::erase(entry->second, file);
    if (entry->second.empty()) files_.erase(entry);
  }
}

void FileTable::add(const Project& project, FileId file, std::vector<std::uint64_t>& keys) {
  if (!made_) return;
  for (const std::string& word : words_of(project, file)) {
    keys.push_back(key_of(word));
    enter(project, file, word);
  }
}

}  // namespace ecac
