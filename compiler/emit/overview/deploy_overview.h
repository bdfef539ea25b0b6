#pragma once

#include "compiler/emit/overview/shown_words.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

OverviewDeploy deploy_overview(const ResolvedProject& project, const ShownWords& shown);

}  // namespace ecac
