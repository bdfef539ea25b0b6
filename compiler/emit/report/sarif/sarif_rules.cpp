#include "compiler/emit/report/sarif/sarif_rules.h"

#include <string>

namespace ecac {

std::size_t sarif_rule_index(const RuleInfo& rule) {
  return static_cast<std::size_t>(&rule - all_rules().data());
}

void write_sarif_rules(JsonWriter& json, const ToolInfo& tool) {
  json.key("rules").begin_array();
  const std::span<const RenderedSarifRule> rendered = rendered_sarif_rules();
  std::string text;
  for (std::size_t i = 0; i < rendered.size(); ++i) {
    const RenderedSarifRule& rule = rendered[i];
    text.assign(rule.before_link);
    if (const std::string url = help_url(all_rules()[i], tool); !url.empty()) {
      text += rule.link;
      append_json_string(text, url);
    }
    text += rule.behind_link;
    json.literal(text);
  }
  json.end_array();
}

}  // namespace ecac
