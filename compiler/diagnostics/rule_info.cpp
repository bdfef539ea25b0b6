#include "compiler/diagnostics/rule_info.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace ecac {
namespace {

constexpr std::array<std::string_view, 4> kSeverityWords = {"off", "info", "warning", "error"};
constexpr std::array<std::string_view, kModeCount> kModeWords = {"lint", "predeploy", "audit"};

template <typename Enum, std::size_t Size>
std::optional<Enum> enum_of_word(const std::array<std::string_view, Size>& words,
                                 std::string_view word) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enum>(found - words.begin());
}

}  // namespace

std::string_view to_string(Severity severity) {
  return kSeverityWords[static_cast<std::size_t>(severity)];
}

std::string_view to_string(Mode mode) {
  return kModeWords[static_cast<std::size_t>(mode)];
}

std::optional<Severity> parse_severity(std::string_view word) {
  return enum_of_word<Severity>(kSeverityWords, word);
}

std::optional<Mode> parse_mode(std::string_view word) {
  return enum_of_word<Mode>(kModeWords, word);
}

const RuleInfo& rule_of(CaseId id) {
  // The rules stand in the order of their cases' ids.
  const std::span<const RuleInfo> rules = all_rules();
  const auto after = std::upper_bound(
      rules.begin(), rules.end(), id,
      [](CaseId wanted, const RuleInfo& rule) { return wanted < rule.first_case; });
  ECAC_CHECK(after != rules.begin());
  return *(after - 1);
}

const RuleInfo& rule_of(RuleId id) {
  // Its first case has the same number.
  return rule_of(CaseId{static_cast<std::uint32_t>(id)});
}

const RuleCase& case_of(CaseId id) {
  const RuleInfo& rule = rule_of(id);
  const auto index = static_cast<std::size_t>(id) - static_cast<std::size_t>(rule.first_case);
  ECAC_CHECK(index < rule.cases.size());
  return rule.cases[index];
}

std::size_t position_of(CaseId id) {
  return static_cast<std::size_t>(&case_of(id) - all_cases().data());
}

const RuleInfo* find_rule(std::string_view code_or_name) {
  for (const RuleInfo& rule : all_rules()) {
    if (rule.code == code_or_name || rule.name == code_or_name) return &rule;
  }
  return nullptr;
}

std::optional<CaseId> find_case(std::string_view code, std::string_view case_id) {
  const RuleInfo* rule = find_rule(code);
  if (rule == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < rule->cases.size(); ++i) {
    if (rule->cases[i].id == case_id) {
      return static_cast<CaseId>(static_cast<std::size_t>(rule->first_case) + i);
    }
  }
  return std::nullopt;
}

}  // namespace ecac
