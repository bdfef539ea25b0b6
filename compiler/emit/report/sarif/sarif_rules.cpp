#include "compiler/emit/report/sarif/sarif_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/emit/report/finding_words.h"

namespace ecac {
namespace sarif_rules {
namespace {

/// A reader takes 1,024 characters of a description.
constexpr std::size_t kLongestDescription = 1000;

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string_view precision_of(std::string_view evidence) {
  if (evidence.starts_with("docs")) return "very-high";
  if (evidence.starts_with("reported")) return "high";
  if (evidence.starts_with("inferred")) return "medium";
  return "low";
}

/// A number by which GitHub sorts what is about security: above 9 critical, from 7 on high, from 4
/// on medium.
std::string_view security_severity(const RuleInfo& rule, Severity gravest) {
  if (gravest == Severity::error) return rule.family() == "SCT" ? "9.5" : "8.0";
  return gravest == Severity::warning ? "5.0" : "2.0";
}

Severity gravest_of(const RuleCase& rule_case) {
  return *std::max_element(rule_case.severity.begin(), rule_case.severity.end());
}

void write_text(JsonWriter& json, std::string_view name, std::string_view text) {
  json.key(name).begin_object();
  json.member("text", text);
  json.end_object();
}

void write_rule(JsonWriter& json, const RuleInfo& rule, const ToolInfo& tool) {
  const auto gravest = std::max_element(
      rule.cases.begin(), rule.cases.end(),
      [](const RuleCase& a, const RuleCase& b) { return gravest_of(a) < gravest_of(b); });
  json.begin_object();
  json.member("id", rule.code);
  json.member("name", rule.name);
  write_text(json, "shortDescription", as_sentence(rule.summary));
  const std::string_view first = rule.explanation.substr(0, rule.explanation.find("\n\n"));
  write_text(json, "fullDescription",
             as_sentence(shortened(on_one_line(std::string(first)), kLongestDescription)));
  if (const std::string url = help_url(rule, tool); !url.empty()) json.member("helpUri", url);
  json.key("help").begin_object();
  json.member("text", fmt::format("{} `ecac explain {}` shows the whole page.",
                                  as_sentence(rule.summary), rule.code));
  json.member("markdown", rule.explanation);
  json.end_object();
  json.key("defaultConfiguration").begin_object();
  json.member("level", sarif_level(gravest_of(*gravest)));
  json.end_object();
  json.key("properties").begin_object();
  json.member("precision", precision_of(gravest->evidence));
  if (is_about_security(rule)) {
    json.member("security-severity", security_severity(rule, gravest_of(*gravest)));
  }
  json.key("tags").begin_array();
  for (const std::string& tag : tags_of(rule)) json.string(tag);
  json.end_array();
  json.end_object();
  json.end_object();
}

}  // namespace
}  // namespace sarif_rules

std::string_view sarif_level(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "note";
    case Severity::off: return "none";
  }
  return "none";
}

std::size_t sarif_rule_index(const RuleInfo& rule) {
  return static_cast<std::size_t>(&rule - all_rules().data());
}

void write_sarif_rules(JsonWriter& json, const ToolInfo& tool) {
  json.key("rules").begin_array();
  for (const RuleInfo& rule : all_rules()) sarif_rules::write_rule(json, rule, tool);
  json.end_array();
}

}  // namespace ecac
