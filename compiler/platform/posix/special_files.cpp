#include "compiler/host/special_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace ecac {

static Result<void> read_to_end(int file, std::size_t limit, std::string& text) {
  std::array<char, 1 << 16> piece{};
  while (true) {
    const ssize_t size = ::read(file, piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return Error{"it cannot be read to its end"};
    if (size == 0) return {};
    text.append(piece.data(), static_cast<std::size_t>(size));
    if (text.size() > limit) {
      text.clear();
      return Error{fmt::format("more than the limit of {} bytes", limit), ErrorKind::too_large};
    }
  }
}

Result<void> read_special_file(const std::string& path, std::size_t limit, std::string& text) {
  text.clear();
  const int opened = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (opened < 0) return Error{"it cannot be opened"};
  Result<void> read = read_to_end(opened, limit, text);
  ::close(opened);
  return read;
}

}  // namespace ecac
