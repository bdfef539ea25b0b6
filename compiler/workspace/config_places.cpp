#include <string>
#include <string_view>
#include <utility>

#include "compiler/model/well_known_files.h"
#include "compiler/source/line_index.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/config.h"

namespace ecac {

Mode mode_of(const Config& config, std::optional<Mode> asked) {
  if (asked) return *asked;
  return config.mode ? config.mode->value : Mode::lint;
}

ConfigError config_error(const SourceStore& sources, Place place, std::string message) {
  LineColumn shown;
  if (const auto text = sources.get(place.file)) {
    shown = text->lines().position(place.range.begin);
  }
  return {sources.path(place.file), place.range, shown.line, shown.column, std::move(message)};
}

std::string config_folder(const SourceStore& sources, Place place) {
  return std::string(parent_path(sources.path(place.file)));
}

bool is_of_command_line(const SourceStore& sources, Place place) {
  return place.file != FileId::none && sources.name(place.file) == kCommandLineConfig;
}

std::string find_config(const FileTree& tree, std::string_view directory, std::string_view last) {
  while (!directory.empty()) {
    std::string path = join_path(directory, kConfigFileName);
    if (tree.kind(path) != EntryKind::missing || tree.is_link(path)) return path;
    if (directory == last || directory == "/") break;
    directory = parent_path(directory);
  }
  return {};
}

}  // namespace ecac
