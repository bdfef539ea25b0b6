#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/emit/text/style.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// One app on one screen, for people: its flows with what stands in their way, who may use it, how
/// long its tokens live. With a flow: all its conditions, the line to change and who may change it,
/// and under them the requests that a client sends.
std::string app_screen(const ResolvedProject& project, const CompiledApp& app,
                       std::string_view flow, const Style& style);

/// As people type a flow: `headless-login`. None if there is no such flow.
std::optional<FlowKind> find_flow(std::string_view name);

}  // namespace ecac
