#include "compiler/report/project_rules.h"

#include <fmt/format.h>

#include <string_view>

namespace ecac {

std::vector<std::string> problems_of(const RuleRequest& request) {
  std::vector<std::string> problems;
  if (!request.preset.empty() && find_preset(request.preset) == nullptr) {
    problems.push_back(fmt::format("there is no preset `{}`", request.preset));
  }
  for (const auto* selectors : {&request.select, &request.ignore}) {
    for (const std::string& selector : *selectors) {
      if (const auto checked = check_selector(selector); !checked) {
        problems.push_back(checked.error().message);
      }
    }
  }
  return problems;
}

ProjectRules rules_of(const RuleRequest& request, const Config& config,
                      const SourceStore& sources) {
  ProjectRules rules{RuleSelection(request.mode)};
  const auto is_selector = [&](const Written<std::string>& selector) {
    const auto checked = check_selector(selector.value);
    if (!checked) {
      rules.errors.push_back(
          config_error(sources, config, selector.range, checked.error().message));
    }
    return static_cast<bool>(checked);
  };
  if (const PresetInfo* preset = find_preset(request.preset)) rules.selection.apply(*preset);
  for (const RuleSetting& setting : config.rules) {
    if (is_selector(setting.selector)) {
      rules.selection.set(setting.selector.value, setting.severity.value);
    }
  }
  if (!request.select.empty()) rules.selection.select_only(request.select);
  for (const std::string& selector : request.ignore) rules.selection.ignore(selector);

  for (const SuppressedRules& suppressed : config.suppressed) {
    for (const Suppression& suppression : suppressed.rules) {
      if (is_selector(suppression.selector)) {
        rules.waivers.add(suppressed.name, {suppression.selector.value,
                                            suppression.reason.value,
                                            {config.id, suppression.selector.range}});
      }
    }
  }
  return rules;
}

}  // namespace ecac
