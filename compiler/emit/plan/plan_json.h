#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// Version of the form of `ecac plan --output-format json`.
inline constexpr int kPlanVersion = 1;

/// The JSON that a call sends, with placeholders for what only its sender knows.
nlohmann::json call_body(const ManualCall& call);

/// The plan as the JSON document of docs/plan.md. `folder` as for `plan_text`.
std::string plan_json(const ResolvedProject& project, std::string_view folder);

}  // namespace ecac
