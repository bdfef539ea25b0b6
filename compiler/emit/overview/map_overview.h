#pragma once

#include <vector>

#include "compiler/emit/overview/shown_words.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// Which component names which, a group for each app and each external credential, by name.
std::vector<MapGroup> map_overview(const ResolvedProject& project, const ShownWords& shown);

}  // namespace ecac
