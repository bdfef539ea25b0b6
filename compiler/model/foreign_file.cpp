#include "compiler/model/foreign_file.h"

#include <array>

#include "compiler/schema/root_element.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

/// Whether one of the folders on the way is called so. The path is relative.
bool has_folder(std::string_view path, std::string_view name) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (path.substr(0, slash) == name) return true;
    if (slash == std::string_view::npos) return false;
    path.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace

bool is_foreign(const Project& project, FileId id) {
  const ProjectFile& file = project.file(id);
  const FileFacts& facts = file.facts;
  const SchemaSet& schema = project.schema();
  const TypeSchema& type = schema.type(file.type);
  if (facts.usable() || file.wrong_suffix || type.read != ReadDepth::fields) return false;
  if (facts.notes().unread || type.directory.empty()) return false;
  if (has_folder(project.shown_path(project.directory(id)), type.directory)) return false;
  const auto& root = facts.notes().root;
  // Text of another kind; a name that ends in `-meta.xml` says that it is metadata all the same.
  if (!root) return !file.source_format;
  if (root->name_space || schema.find_type(root->written) != nullptr) return false;
  const std::array<std::string_view, 1> expected = {root_element(type)};
  return nearest_word(root->written, expected).empty();
}

}  // namespace ecac
