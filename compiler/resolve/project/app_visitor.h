#pragma once

#include "compiler/resolve/posture/compiled_app.h"
#include "compiler/resolve/project/value_node.h"

namespace ecac {

/// Shows one app, an item of `apps`.
void visit_app(const ValueNode& node, const CompiledApp& app);

}  // namespace ecac
