#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/resolve/view/project_view.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// Finds the files of one type by words in them, such as permission sets by their labels. Made when
/// the first one asks, and kept up to date file by file; who asks depends on the one word. Safe
/// from many threads.
class FileTable {
 public:
  /// The words of a file, by the schema and its facts alone. Misnamed files, which are not read,
  /// have none.
  using Words = std::vector<std::string> (*)(const SchemaSet&, const FileFacts&);

  FileTable(std::uint64_t id, TypeId type, Words words) : id_(id), type_(type), words_(words) {}
  FileTable(const FileTable&) = delete;
  FileTable& operator=(const FileTable&) = delete;

  TypeId type() const { return type_; }
  /// The files that have the word, in the order of their paths. Good until the next edit.
  std::span<const FileId> files_with(const ProjectView& asker, std::string_view word) const;

  /// The keys of the questions that an edit of the file gives another answer, before and after it.
  /// Not while others read.
  void remove(const Project& project, FileId file, std::vector<std::uint64_t>& keys);
  void add(const Project& project, FileId file, std::vector<std::uint64_t>& keys);

 private:
  std::uint64_t key_of(std::string_view word) const;
  std::vector<std::string> words_of(const Project& project, FileId file) const;
  void make(const Project& project) const;
  void enter(const Project& project, FileId file, const std::string& word) const;

  std::uint64_t id_;
  TypeId type_;
  Words words_;
  mutable Once once_;
  mutable bool made_ = false;
  mutable std::unordered_map<std::string, std::vector<FileId>> files_ = {};
};

}  // namespace ecac
