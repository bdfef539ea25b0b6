#pragma once

#include <vector>

#include "compiler/resolve/app/resolved_app.h"

namespace ecac {

/// The conditions that are worth telling to somebody who wants a flow to work, in their order:
/// those that are not met, or may not be. Where a switch is off or may be, only the switches; of a
/// flow that is blocked, only what is known. None of a flow that works, and none of one that the
/// app does not offer.
std::vector<const FlowCondition*> flow_obstacles(const ResolvedFlow& flow);

}  // namespace ecac
