#include "compiler/query/creation/new_file.h"

#include <fmt/format.h>

#include "compiler/query/renaming/new_name.h"
#include "compiler/support/path_text.h"

namespace ecac {

std::vector<const FileTemplate*> templates_for(const TypeSchema& type) {
  std::vector<const FileTemplate*> found;
  for (const FileTemplate& one : all_file_templates()) {
    if (one.type == type.name) found.push_back(&one);
  }
  return found;
}

std::string_view app_in_name(const TypeSchema& type, std::string_view name) {
  const std::string_view ending = type.name_ending;
  if (ending.empty() || name.size() <= ending.size() || !name.ends_with(ending)) return {};
  return name.substr(0, name.size() - ending.size());
}

TemplateNames names_for(const Project& project, const TypeSchema& type, std::string_view name) {
  const ApiVersion version =
      project.api_version() != 0 ? project.api_version() : project.schema().newest_version();
  return {.name = std::string(name),
          .app = std::string(app_in_name(type, name)),
          .version = fmt::format("{}.0", version)};
}

std::optional<std::string> path_for_new(const Snapshot& snapshot, const TypeSchema& type,
                                        std::string_view name, FileId beside) {
  const Project& project = snapshot.project();
  if (!project.has(beside) || type.directory.empty() || !type.file_name.empty()) {
    return std::nullopt;
  }
  if (project.symbols().is_defined(project.symbol(type.id, name))) return std::nullopt;
  const ProjectFile& file = project.file(beside);
  std::string folder(project.directory(beside));
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  if (file_name(folder) == project.schema().type(file.type).directory) {
    folder = join_path(parent_path(folder), type.directory);
  }
  std::string path = join_path(folder, fmt::format("{}.{}{}", name_in_file(type, name), type.suffix,
                                                   file.source_format ? "-meta.xml" : ""));
  if (project.sources().kind(path) != EntryKind::missing) return std::nullopt;
  return path;
}

}  // namespace ecac
