#pragma once

#include <span>

#include "compiler/resolve/posture/compiled_app.h"
#include "compiler/resolve/project/value_node.h"

namespace ecac {

/// Shows the member `settings` of an app or the org.
void visit_settings(const ValueNode& node, std::span<const WrittenSettings> settings);

/// Shows one app, an item of `apps` with an address of its own.
void visit_app(const ValueNode& root, const CompiledApp& app);

}  // namespace ecac
