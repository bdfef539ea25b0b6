#pragma once

#include <string>
#include <string_view>

#include "compiler/support/result.h"

namespace ecac {

/// Where files are changed: a disk, memory. Paths are absolute, UTF-8 text with `/`; folders that a
/// new path needs are made. An error is a sentence for people that names the path.
class FileWriter {
 public:
  virtual ~FileWriter() = default;

  /// Writes a whole file or nothing; one that is there is replaced.
  virtual Result<void> write(const std::string& path, std::string_view bytes) = 0;
  /// Gives a file another path.
  virtual Result<void> rename(const std::string& from, const std::string& to) = 0;
  virtual Result<void> remove(const std::string& path) = 0;
};

}  // namespace ecac
