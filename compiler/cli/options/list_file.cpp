#include "compiler/cli/options/list_file.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <ios>

#include "compiler/support/path_text.h"

namespace ecac {

Result<void> read_list_file(const World& world, const std::string& file, std::size_t limit,
                            std::string& text) {
  const std::string path = absolute_path(world.current_directory, file);
  Result<void> read = world.files.read(path, text, limit);
  if (read || read.error().kind != ErrorKind::not_regular) return read;
  text.clear();
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return read;
  std::array<char, 1 << 16> piece{};
  while (stream.read(piece.data(), piece.size()) || stream.gcount() > 0) {
    text.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > limit) {
      text.clear();
      return Error{fmt::format("more than the limit of {} bytes", limit), ErrorKind::too_large};
    }
  }
  if (stream.bad()) return Error{"cannot be read to its end"};
  return {};
}

}  // namespace ecac
