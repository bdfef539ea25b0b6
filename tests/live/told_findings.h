#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/live/live_workspace.h"
#include "compiler/report/report.h"
#include "compiler/support/file_tree.h"

namespace ecac::test {

/// Findings in words, with all their parts, by absolute path.
using Told = std::map<std::string, std::vector<std::string>>;

Told told_by(const LiveWorkspace& live);
/// Of a check in the folder `root`. What is about a folder counts as told of its project file.
Told told_in(const Report& report, std::string_view root, const FileTree& files);

}  // namespace ecac::test
