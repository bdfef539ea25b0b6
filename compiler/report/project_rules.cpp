#include "compiler/report/project_rules.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "compiler/support/path_text.h"

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
  ProjectRules rules{RuleSelection(mode_of(config, request.mode))};
  const auto is_selector = [&](const Configured<std::string>& selector) {
    const auto checked = check_selector(selector.value);
    if (!checked) {
      rules.errors.push_back(config_error(sources, selector.place, checked.error().message));
    }
    return static_cast<bool>(checked);
  };
  const std::string preset_name =
      request.preset.empty() && config.preset ? config.preset->value : request.preset;
  if (const PresetInfo* preset = find_preset(preset_name)) rules.selection.apply(*preset);
  for (const Configured<std::string>& selector : config.enforced) {
    if (is_selector(selector)) rules.selection.enforce(selector.value);
  }
  for (const RuleSetting& setting : config.rules) {
    if (!is_selector(setting.selector)) continue;
    if (!rules.selection.set(setting.selector.value, setting.severity.value)) {
      rules.refused.push_back({setting.selector.value, setting.selector.place, false});
    }
  }
  for (const RuleOverride& override : config.overrides) {
    std::vector<std::string> paths;
    paths.reserve(override.paths.size());
    for (const Configured<std::string>& path : override.paths) paths.push_back(path.value);
    rules.overrides.add(std::string(parent_path(sources.path(override.file))), paths);
    for (const RuleSetting& setting : override.rules) {
      if (is_selector(setting.selector)) {
        rules.overrides.set(setting.selector.value, setting.severity.value);
      }
    }
  }
  if (!request.select.empty()) rules.selection.select_only(request.select);
  for (const std::string& selector : request.ignore) rules.selection.ignore(selector);

  const auto refuse = [&](const std::string& selector, Place place) {
    if (rules.selection.any_enforced(selector)) rules.refused.push_back({selector, place, true});
  };
  for (const SuppressedRules& suppressed : config.suppressed) {
    for (const Suppression& suppression : suppressed.rules) {
      if (!is_selector(suppression.selector)) continue;
      const Place place = suppression.selector.place;
      refuse(suppression.selector.value, place);
      rules.waivers.add(suppressed.name, {.selector = suppression.selector.value,
                                          .reason = suppression.reason.value,
                                          .place = place,
                                          .entry = place});
    }
  }
  std::vector<Waiver> waivers;
  waivers.reserve(config.waivers.size());
  for (const WaiverEntry& entry : config.waivers) {
    const bool has_rule = !entry.rule.value.empty();
    if (has_rule && !is_selector(entry.rule)) continue;
    const Configured<std::string>& shown = has_rule ? entry.rule : entry.fingerprint;
    if (has_rule) refuse(entry.rule.value, shown.place);
    waivers.push_back({.selector = entry.rule.value,
                       .reason = entry.reason.value,
                       .owner = entry.owner.value,
                       .until = entry.until.value,
                       .component = entry.component.value,
                       .element = entry.element.value,
                       .fingerprint = entry.fingerprint.value,
                       .place = shown.place,
                       .entry = entry.place,
                       .until_place = entry.until.place,
                       .component_place = entry.component.place});
  }
  rules.waiver_list = WaiverList(std::move(waivers));
  rules.waiver_policy = config.waiver_policy;
  for (const auto* selectors :
       {&config.waiver_policy.until_required, &config.waiver_policy.owner_required}) {
    for (const Configured<std::string>& selector : *selectors) is_selector(selector);
  }
  return rules;
}

}  // namespace ecac
