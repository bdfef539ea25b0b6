#include "compiler/emit/report/sarif/sarif_rule_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/diagnostics/rule_explanation.h"
#include "compiler/emit/report/rule_words.h"
#include "compiler/emit/report/sarif/sarif_level.h"
#include "compiler/emit/text/json_writer.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/support/check.h"

namespace ecac {
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

/// The value of `helpUri`, in whose place a report puts an address.
constexpr std::string_view kLink = "LINK";

void write_rule(JsonWriter& json, const RuleInfo& rule) {
  const auto gravest = std::max_element(
      rule.cases.begin(), rule.cases.end(),
      [](const RuleCase& a, const RuleCase& b) { return gravest_of(a) < gravest_of(b); });
  json.begin_object();
  json.member("id", rule.code);
  json.member("name", rule.name);
  write_text(json, "shortDescription", as_sentence(rule.summary));
  const std::string explanation = rule_explanation(rule);
  const std::string first = explanation.substr(0, explanation.find("\n\n"));
  write_text(json, "fullDescription",
             as_sentence(shortened(on_one_line(first), kLongestDescription)));
  json.member("helpUri", kLink);
  json.key("help").begin_object();
  json.member("text", fmt::format("{} `ecac explain {}` shows the whole page.",
                                  as_sentence(rule.summary), rule.code));
  json.member("markdown", explanation);
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

/// How deep `runs[].tool.driver.rules[]` stands.
constexpr int kDepth = 6;

/// A rule as an object at its place in a log.
std::string rendered(const RuleInfo& rule) {
  std::string text;
  JsonWriter json(text, 2);
  for (int depth = 0; depth < kDepth; ++depth) json.begin_array();
  const std::size_t begin = text.size();
  write_rule(json, rule);
  return text.substr(text.find('{', begin));
}

}  // namespace

SarifRuleText sarif_rule_text(const RuleInfo& rule) {
  const std::string text = rendered(rule);
  const std::string member = fmt::format("\"helpUri\": \"{}\"", kLink);
  const std::size_t link = text.find(member);
  ECAC_CHECK(link != std::string::npos);
  const std::size_t before = text.rfind(',', link);
  const std::size_t value = link + member.size() - kLink.size() - 2;
  return {.before_link = text.substr(0, before),
          .link = text.substr(before, value - before),
          .behind_link = text.substr(link + member.size())};
}

}  // namespace ecac
