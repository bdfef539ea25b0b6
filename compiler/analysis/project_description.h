#pragma once

#include "compiler/analysis/analysed_project.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// What the project file says of a project. `asked_version`: whoever started the run said the API
/// version.
ProjectDescription description_of(const AnalysedProject& analysed, bool asked_version);

}  // namespace ecac
