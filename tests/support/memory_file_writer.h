#pragma once

#include <set>
#include <string>
#include <string_view>

#include "compiler/support/file_writer.h"
#include "compiler/support/files/memory_file_tree.h"

namespace ecac::test {

/// Changes files in memory. Borrows the tree.
class MemoryFileWriter final : public FileWriter {
 public:
  explicit MemoryFileWriter(MemoryFileTree& files) : files_(files) {}

  /// From now on nothing can be done to the path.
  void refuse(const std::string& path) { refused_.insert(path); }

  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<void> rename(const std::string& from, const std::string& to) override;
  Result<void> remove(const std::string& path) override;

 private:
  MemoryFileTree& files_;
  std::set<std::string> refused_;
};

}  // namespace ecac::test
