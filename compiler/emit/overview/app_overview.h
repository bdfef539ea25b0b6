#pragma once

#include <string_view>

#include "compiler/emit/overview/shown_words.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// An app of the project, whose folder is `path` from the root of the report.
OverviewApp app_overview(const ResolvedProject& project, const CompiledApp& app,
                         std::string_view path, const ShownWords& shown);

}  // namespace ecac
