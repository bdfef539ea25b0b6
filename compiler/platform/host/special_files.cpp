#include "compiler/host/special_files.h"

#include <fmt/format.h>

#include "compiler/platform/host/imports.h"

namespace ecac {

Result<void> read_special_file(const std::string& path, std::size_t limit, std::string& text) {
  text.clear();
  const std::int32_t size = host::host_read_special_file(path.data(), path.size(), limit);
  if (size == host::kTooLarge) {
    return Error{fmt::format("more than the limit of {} bytes", limit), ErrorKind::too_large};
  }
  if (size == host::kOther) return Error{host::explanation()};
  if (size < 0) return Error{"it cannot be opened"};
  text = host::answer(size);
  return {};
}

}  // namespace ecac
