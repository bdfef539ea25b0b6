#include "compiler/resolve/posture/flow_obstacles.h"

#include <algorithm>

namespace ecac {

std::vector<const FlowCondition*> flow_obstacles(const ResolvedFlow& flow) {
  using Role = FlowCondition::Role;
  std::vector<const FlowCondition*> obstacles;
  // The app offers what somebody else has switched off.
  const bool offered = flow.off_by == Owner::admin || flow.off_by == Owner::org;
  if (flow.state == FlowState::ready || (flow.state == FlowState::off && !offered)) {
    return obstacles;
  }
  const bool undecided =
      flow.state == FlowState::unknown &&
      std::any_of(flow.conditions.begin(), flow.conditions.end(), [](const FlowCondition& c) {
        return c.role == Role::switched && !c.met.known();
      });
  const bool switches_only = flow.state == FlowState::off || undecided;
  for (const FlowCondition& condition : flow.conditions) {
    if (condition.met.is(true)) continue;
    if (switches_only && condition.role != Role::switched) continue;
    if (flow.state == FlowState::blocked && !condition.met.known()) continue;
    obstacles.push_back(&condition);
  }
  return obstacles;
}

}  // namespace ecac
