#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/live/live_workspace.h"
#include "compiler/support/files/memory_file_tree.h"

namespace ecac::test {

/// A text in which a `^` marks a place, and the same without it.
struct MarkedText {
  std::string text = {};
  std::uint32_t offset = 0;
};
MarkedText marked(std::string_view text);

/// Projects in memory that are edited and asked about.
class QueryWorkspace {
 public:
  /// A project below `/w` with the package directory `force-app`, of this API version.
  explicit QueryWorkspace(std::string_view version = "66.0");

  /// Before the first question.
  QueryWorkspace& add(const std::string& path, std::string text);
  /// All files below a folder of the sources, under `/w`.
  QueryWorkspace& add_folder(const std::string& folder);
  QueryWorkspace& remove(const std::string& path);

  LiveWorkspace& live();
  /// The project of a file.
  Snapshot snapshot(const std::string& path);
  FileId file(const std::string& path) { return snapshot(path).find(path); }
  void edit(const std::string& path, const std::string& text);

  /// The files as they are, by path.
  const std::map<std::string, std::string>& files() const { return files_; }
  /// The files once operations are made; what cannot be made fails the test.
  std::map<std::string, std::string> after(const std::vector<FileOperation>& operations,
                                           const std::string& path);

 private:
  std::map<std::string, std::string> files_;
  MemoryFileTree tree_;
  Host host_;
  std::unique_ptr<LiveWorkspace> live_;
};

/// What a check of the files finds, one line each without places, sorted.
std::vector<std::string> findings_in(const std::map<std::string, std::string>& files);

}  // namespace ecac::test
