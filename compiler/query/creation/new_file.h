#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/edit/file_template.h"
#include "compiler/live/snapshot.h"

namespace ecac {

/// The templates for files of a type, in the order in which they are offered.
std::vector<const FileTemplate*> templates_for(const TypeSchema& type);

/// The app that a settings or policies file belongs to which is called as Setup calls it; "" for
/// any other.
std::string_view app_in_name(const TypeSchema& type, std::string_view name);

/// The names that a template is filled in with.
TemplateNames names_for(const Project& project, const TypeSchema& type, std::string_view name);

/// Where a new component of a type would lie beside a file of the project: in the folder of the
/// type next to that of the file, in the same form. None if the project has the component, or
/// something stands there.
std::optional<std::string> path_for_new(const Snapshot& snapshot, const TypeSchema& type,
                                        std::string_view name, FileId beside);

}  // namespace ecac
