#include "compiler/emit/screen/rules_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/preset_info.h"
#include "compiler/emit/text/style.h"

namespace ecac {
namespace {

constexpr std::array<Mode, kModeCount> kModes = {Mode::lint, Mode::predeploy, Mode::audit};

// The gravest that a rule can say in a mode.
Severity gravest(const RuleInfo& rule, Mode mode) {
  Severity result = Severity::off;
  for (const RuleCase& one : rule.cases) {
    result = std::max(result, one.severity[static_cast<std::size_t>(mode)]);
  }
  return result;
}

void write_rule(JsonWriter& json, const RuleInfo& rule, const ToolInfo& tool) {
  json.begin_object();
  json.member("code", rule.code);
  json.member("name", rule.name);
  json.member("family", rule.family());
  json.member("summary", rule.summary);
  json.key("cases").begin_array();
  for (const RuleCase& one : rule.cases) {
    json.begin_object();
    json.member("id", one.id);
    json.key("severity").begin_object();
    for (Mode mode : kModes) {
      json.member(to_string(mode), to_string(one.severity[static_cast<std::size_t>(mode)]));
    }
    json.end_object();
    json.member("evidence", one.evidence);
    json.end_object();
  }
  json.end_array();
  std::string url = help_url(rule, tool);
  if (!url.empty()) json.member("helpUrl", url);
  json.end_object();
}

}  // namespace

std::string rules_text(std::span<const RuleInfo* const> rules, bool color) {
  Style style(color);
  std::size_t widest = 4;
  for (const RuleInfo* rule : rules) widest = std::max(widest, rule->name.size());
  std::string out = style.paint(
      Role::heading, fmt::format("{:<6}  {:<{}}  {:<9}{:<11}{:<9}{}", "CODE", "NAME", widest,
                                 "LINT", "PREDEPLOY", "AUDIT", "WHAT IT FINDS"));
  out += '\n';
  for (const RuleInfo* rule : rules) {
    out += style.paint(Role::code, rule->code);
    out += fmt::format("  {:<{}}  ", rule->name, widest);
    for (Mode mode : kModes) {
      Severity severity = gravest(*rule, mode);
      std::size_t width = mode == Mode::predeploy ? 11 : 9;
      std::string_view word = to_string(severity);
      out += style.paint(role_of(severity), word);
      out.append(width - word.size(), ' ');
    }
    out += rule->summary;
    out += '\n';
  }
  out += fmt::format("\n{} rule{}; `ecac explain RULE` shows one, with examples\n", rules.size(),
                     rules.size() == 1 ? "" : "s");
  if (rules.size() < all_rules().size()) return out;
  out += '\n' + style.paint(Role::heading, "PRESETS") + '\n';
  for (const PresetInfo& preset : all_presets()) {
    out += fmt::format("{:<9}{}\n", preset.name, preset.summary);
  }
  out += "\n`--preset NAME` takes one; `ecac rules --preset NAME` explains it\n";
  return out;
}

std::string rules_json(std::span<const RuleInfo* const> rules, const ToolInfo& tool) {
  std::string out;
  JsonWriter json(out, 2);
  json.begin_object();
  write_json_head(json, tool);
  json.key("rules").begin_array();
  for (const RuleInfo* rule : rules) write_rule(json, *rule, tool);
  json.end_array();
  json.key("presets").begin_array();
  for (const PresetInfo& preset : all_presets()) {
    json.begin_object();
    json.member("name", preset.name);
    json.member("summary", preset.summary);
    json.key("severities").begin_array();
    for (const PresetSeverity& entry : preset.severities) {
      if (std::ranges::find(rules, &rule_of(entry.rule_case)) == rules.end()) continue;
      json.begin_object();
      json.member("code", rule_of(entry.rule_case).code);
      json.member("case", case_of(entry.rule_case).id);
      json.member("severity", to_string(entry.severity));
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace ecac
