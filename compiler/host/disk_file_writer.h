#pragma once

#include "compiler/support/file_writer.h"

namespace ecac {

/// The disk. A file is written beside its target and renamed onto it, with the mode and owner that
/// the target had. A symbolic link is followed and its target replaced; what is no regular file
/// (`/dev/null`, a FIFO) is written directly.
class DiskFileWriter final : public FileWriter {
 public:
  Result<void> write(const std::string& path, std::string_view bytes) override;
  Result<void> rename(const std::string& from, const std::string& to) override;
  Result<void> remove(const std::string& path) override;
};

/// From now on Ctrl-C, a request to end and a closed pipe remove a half-written file first, and end
/// the process quietly.
void remove_partial_files_on_signal();

}  // namespace ecac
