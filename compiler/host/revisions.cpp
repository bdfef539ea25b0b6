#include "compiler/host/revisions.h"

#include <utility>

namespace ecac {

Result<std::unique_ptr<FileTree>> open_revision(const std::string& path, std::string_view revision,
                                                std::chrono::milliseconds patience) {
  Result<OpenedState> opened =
      open_state(path, RepositoryState{.revision = std::string(revision)}, patience);
  if (!opened) return opened.error();
  return std::move(opened->files);
}

}  // namespace ecac
