#include "compiler/diagnostics/cases/device_flow_enabled.h"

#include "compiler/rules/engine/rule.h"

namespace ecac::device_flow_enabled {

static void check(RuleContext& context) {
  using namespace fields::ExtlClntAppGlobalOauthSettings;
  const FileFacts& facts = context.facts();
  const FieldFact* flow = facts.judgeable(isDeviceFlowEnabled);
  if (flow == nullptr) return;
  if (facts.text(*flow) != "true" && facts.text(*flow) != "1") return;
  context.report(cases::FLW024_enabled, flow->value,
                 "the device flow is on; whoever is talked into typing a code signs a stranger in");
}

extern const Rule rule{
    .id = rules::FLW024,
    .unit = UnitKind::file,
    .types = {types::ExtlClntAppGlobalOauthSettings},
    .check = check,
};

}  // namespace ecac::device_flow_enabled
