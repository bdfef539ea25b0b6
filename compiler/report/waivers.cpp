#include "compiler/report/waivers.h"

#include "compiler/report/rule_selection.h"

namespace ecac {

void WaiverTable::add(std::string_view name, Waiver waiver) {
  by_name_[std::string(name)].push_back(std::move(waiver));
}

const Waiver* WaiverTable::find(std::string_view name, const RuleInfo& rule) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end() || is_never_off(rule)) return nullptr;
  for (const Waiver& waiver : found->second) {
    if (selects(waiver.selector, rule)) return &waiver;
  }
  return nullptr;
}

}  // namespace ecac
