#pragma once

#include <string>
#include <string_view>

#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

enum class PlanFormat { text, json, markdown };

/// The deploy of a project as steps that can be followed: what has to be there before, the deploys
/// in their order, what is removed, and what is left to do. `folder` is where the manifests of the
/// stages are, as the commands name it; "" if nobody has written them.
std::string plan_text(const ResolvedProject& project, PlanFormat format, std::string_view folder);

}  // namespace ecac
