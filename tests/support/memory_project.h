#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/model/project.h"
#include "compiler/support/memory_file_tree.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac::test {

/// A project read from texts in memory, or from a folder of the repository, and linked.
class MemoryProject {
 public:
  /// Path below the project's folder. Metadata without an XML declaration is put into the root
  /// element of its type.
  MemoryProject& file(const std::string& path, const std::string& text);
  /// All files of a folder such as `samples/mcp-oauth21`.
  MemoryProject& folder(const std::string& path);
  /// Replaces a text that stands once in a file.
  MemoryProject& replace(const std::string& path, const std::string& what, const std::string& with);

  /// Reads and links what has been added; the first call decides.
  const Project& project();
  SymbolId symbol(std::string_view type, std::string_view name);

 private:
  std::map<std::string, std::string> texts_ = {};
  MemoryFileTree tree_ = {};
  Discovery discovery_ = {};
  std::unique_ptr<Project> project_ = {};
};

}  // namespace ecac::test
