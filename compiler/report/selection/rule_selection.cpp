#include "compiler/report/selection/rule_selection.h"

#include <algorithm>

namespace ecac {

RuleSelection::RuleSelection(Mode mode) {
  severities_.reserve(all_cases().size());
  for (const RuleCase& each : all_cases()) {
    severities_.push_back(each.severity[static_cast<std::size_t>(mode)]);
  }
  suppressed_.resize(severities_.size(), false);
  enforced_.resize(severities_.size(), false);
  ignored_.resize(severities_.size(), false);
}

void RuleSelection::apply(const PresetInfo& preset) {
  for (const PresetSeverity& entry : preset.severities) {
    severities_[position_of(entry.rule_case)] = entry.severity;
  }
}

bool RuleSelection::is_on(std::string_view selector) const {
  bool any = false;
  for_each_case(selector, [&](std::size_t i) { any = any || severities_[i] != Severity::off; });
  return any;
}

bool RuleSelection::any_enforced(std::string_view selector) const {
  bool any = false;
  for_each_case(selector, [&](std::size_t i) { any = any || enforced_[i]; });
  return any;
}

void RuleSelection::enforce(std::string_view selector) {
  for_each_case(selector, [&](std::size_t i) { enforced_[i] = true; });
}

void RuleSelection::change(std::size_t position, Severity severity) {
  const bool was_on = severities_[position] != Severity::off;
  if (severity == Severity::off && was_on) suppressed_[position] = true;
  if (severity != Severity::off) suppressed_[position] = false;
  severities_[position] = severity;
}

bool RuleSelection::set(std::string_view selector, Severity severity) {
  bool refused = false;
  for_each_case(selector, [&](std::size_t i) {
    if (enforced_[i] && severity < severities_[i]) {
      refused = true;
    } else {
      change(i, severity);
    }
  });
  return !refused;
}

void RuleSelection::ignore(std::string_view selector) {
  for_each_case(selector, [&](std::size_t i) { ignore(i); });
}

void RuleSelection::ignore(std::size_t position) {
  change(position, Severity::off);
  ignored_[position] = true;
}

void RuleSelection::select_only(const std::vector<std::string>& selectors) {
  std::vector<bool> on(severities_.size(), false);
  for (const std::string& selector : selectors) {
    for_each_case(selector, [&](std::size_t i) { on[i] = true; });
  }
  for_each_case("ALL", [&](std::size_t i) {
    if (!on[i]) ignore(i);
  });
}

}  // namespace ecac
