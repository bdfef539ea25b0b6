#pragma once

#include <memory>
#include <string_view>

#include "compiler/model/project.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/workspace/discovery/discovery.h"
#include "tests/support/project_builder.h"

namespace ecac::test {

/// A project in memory that is read and linked, for those who ask it something.
class MemoryProject : public ProjectBuilder<MemoryProject> {
 public:
  /// Reads and links what has been added; the first call decides.
  const Project& project();
  SymbolId symbol(std::string_view type, std::string_view name);

 private:
  MemoryFileTree tree_ = {};
  Discovery discovery_ = {};
  std::unique_ptr<Project> project_ = {};
};

}  // namespace ecac::test
