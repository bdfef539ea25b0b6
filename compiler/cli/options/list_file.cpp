#include "compiler/cli/options/list_file.h"

#include "compiler/host/special_files.h"
#include "compiler/support/path_text.h"

namespace ecac {

Result<void> read_list_file(const World& world, const std::string& file, std::size_t limit,
                            std::string& text) {
  const std::string path = absolute_path(world.current_directory, file);
  if (world.files.kind(path) != EntryKind::other) return world.files.read(path, text, limit);
  return read_special_file(path, limit, text);
}

}  // namespace ecac
