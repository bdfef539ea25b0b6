#include "compiler/host/disk_file_writer.h"

#include <fmt/format.h>

#include "compiler/platform/host/imports.h"
#include "compiler/support/path_text.h"

namespace ecac {

static Error reason(std::string_view doing, const std::string& written_to, std::int32_t code) {
  const std::string path = written_path(written_to);
  switch (code) {
    case host::kNotFound:
      return {fmt::format("cannot {} `{}`: No such file or directory", doing, path)};
    case host::kNotPermitted:
      return {fmt::format("cannot {} `{}`: Permission denied", doing, path)};
    case host::kWrongKind: return {fmt::format("cannot {} `{}`: it is a folder", doing, path)};
    default: return {fmt::format("cannot {} `{}`: {}", doing, path, host::explanation())};
  }
}

Result<void> DiskFileWriter::write(const std::string& path, std::string_view bytes) {
  const std::int32_t code =
      host::host_write_file(path.data(), path.size(), bytes.data(), bytes.size());
  if (code < 0) return reason("write", path, code);
  return {};
}

Result<void> DiskFileWriter::rename(const std::string& from, const std::string& to) {
  const std::int32_t code = host::host_rename(from.data(), from.size(), to.data(), to.size());
  if (code < 0) return reason("rename", from, code);
  return {};
}

Result<void> DiskFileWriter::remove(const std::string& path) {
  const std::int32_t code = host::host_remove(path.data(), path.size());
  if (code < 0) return reason("delete", path, code);
  return {};
}

// The host writes, so it is its business that nothing half-written stays.
void remove_partial_files_on_signal() {}

}  // namespace ecac
