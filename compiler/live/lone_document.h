#pragma once

#include <string>
#include <vector>

#include "compiler/live/live_workspace.h"

namespace ecac {

/// What is found in a document before its project is read: only what holds whatever else is there,
/// with the settings of the project around it. Costs as much as the document and the depth of its
/// folder.
std::vector<ReportFinding> findings_of_lone(const Host& host, const LiveRequest& request,
                                            const std::string& path, const std::string& text);

}  // namespace ecac
