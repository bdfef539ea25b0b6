#include "compiler/report/rule_selection.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/internal_error.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

bool is_never_off(const RuleInfo& rule) {
  return rule.id() == rules::PRJ005;
}

bool selects(std::string_view selector, const RuleInfo& rule) {
  if (selector.empty()) return false;
  if (selector == "ALL" || selector == rule.name) return true;
  // A prefix of a code is at least its family.
  return selector.size() >= 3 && rule.code.starts_with(selector);
}

Result<void> check_selector(std::string_view selector) {
  std::vector<std::string_view> words = {"ALL"};
  for (const RuleInfo& rule : all_rules()) {
    if (selects(selector, rule)) return {};
    words.push_back(rule.code);
    words.push_back(rule.name);
    words.push_back(rule.family());
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  const std::string_view near = nearest_word(selector, words);
  return Error{fmt::format("no rule is called `{}`{}", selector,
                           near.empty() ? "; `ecac rules` lists them"
                                        : fmt::format("; did you mean `{}`?", near)),
               ErrorKind::invalid};
}

RuleSelection::RuleSelection(Mode mode) {
  severities_.reserve(all_cases().size());
  for (const RuleCase& each : all_cases()) {
    severities_.push_back(each.severity[static_cast<std::size_t>(mode)]);
  }
  suppressed_.resize(severities_.size(), false);
}

void RuleSelection::apply(const PresetInfo& preset) {
  for (const PresetSeverity& entry : preset.severities) {
    severities_[position_of(entry.rule_case)] = entry.severity;
  }
}

template <class Change>
void RuleSelection::for_each_case(std::string_view selector, Change&& change) {
  for (const RuleInfo& rule : all_rules()) {
    if (is_never_off(rule) || !selects(selector, rule)) continue;
    const std::size_t first = position_of(rule.first_case);
    for (std::size_t i = 0; i < rule.cases.size(); ++i) change(first + i);
  }
}

bool RuleSelection::is_on(std::string_view selector) const {
  for (const RuleInfo& rule : all_rules()) {
    if (!selects(selector, rule)) continue;
    const auto first =
        severities_.begin() + static_cast<std::ptrdiff_t>(position_of(rule.first_case));
    const auto end = first + static_cast<std::ptrdiff_t>(rule.cases.size());
    if (std::any_of(first, end, [](Severity each) { return each != Severity::off; })) return true;
  }
  return false;
}

void RuleSelection::set(std::string_view selector, Severity severity) {
  for_each_case(selector, [&](std::size_t i) {
    if (severity == Severity::off && severities_[i] != Severity::off) suppressed_[i] = true;
    if (severity != Severity::off) suppressed_[i] = false;
    severities_[i] = severity;
  });
}

void RuleSelection::select_only(const std::vector<std::string>& selectors) {
  for (const RuleInfo& rule : all_rules()) {
    const bool on =
        std::any_of(selectors.begin(), selectors.end(),
                    [&](const std::string& selector) { return selects(selector, rule); });
    if (!on) set(rule.code, Severity::off);
  }
}

}  // namespace ecac
