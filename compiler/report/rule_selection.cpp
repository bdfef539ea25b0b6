#include "compiler/report/rule_selection.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/cases/internal_error.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

bool is_never_off(const RuleInfo& rule) {
  return rule.id() == rules::PRJ005;
}

namespace {

/// The part of a selector that means rules; the case behind the `/`, if there is one.
struct SelectorParts {
  std::string_view rules;
  std::string_view rule_case;
};

SelectorParts parts_of(std::string_view selector) {
  const std::size_t slash = selector.find('/');
  if (slash == std::string_view::npos) return {selector, {}};
  return {selector.substr(0, slash), selector.substr(slash + 1)};
}

bool means(std::string_view rules, const RuleInfo& rule) {
  if (rules.empty()) return false;
  if (rules == "ALL" || rules == rule.name) return true;
  // A prefix of a code is at least its family.
  return rules.size() >= 3 && rule.code.starts_with(rules);
}

bool has_case(const RuleInfo& rule, std::string_view id) {
  return std::ranges::find(rule.cases, id, &RuleCase::id) != rule.cases.end();
}

std::string suggestion(std::string_view near, std::string_view otherwise) {
  return near.empty() ? fmt::format("; {}", otherwise) : fmt::format("; did you mean `{}`?", near);
}

}  // namespace

void for_each_case(std::string_view selector, const std::function<void(std::size_t)>& visit) {
  const SelectorParts parts = parts_of(selector);
  for (const RuleInfo& rule : all_rules()) {
    if (is_never_off(rule) || !means(parts.rules, rule)) continue;
    const std::size_t first = position_of(rule.first_case);
    for (std::size_t i = 0; i < rule.cases.size(); ++i) {
      if (parts.rule_case.empty() || rule.cases[i].id == parts.rule_case) visit(first + i);
    }
  }
}

bool selects(std::string_view selector, const RuleInfo& rule) {
  const SelectorParts parts = parts_of(selector);
  if (!means(parts.rules, rule)) return false;
  return parts.rules.size() == selector.size() || has_case(rule, parts.rule_case);
}

bool selects(std::string_view selector, CaseId rule_case) {
  const SelectorParts parts = parts_of(selector);
  if (!means(parts.rules, rule_of(rule_case))) return false;
  return parts.rules.size() == selector.size() || case_of(rule_case).id == parts.rule_case;
}

bool overlap(std::string_view selector, std::string_view other) {
  return std::ranges::any_of(all_rules(), [&](const RuleInfo& rule) {
    if (!selects(selector, rule) || !selects(other, rule)) return false;
    const std::string_view one = parts_of(selector).rule_case;
    const std::string_view two = parts_of(other).rule_case;
    return one.empty() || two.empty() || one == two;
  });
}

Result<void> check_selector(std::string_view selector) {
  const SelectorParts parts = parts_of(selector);
  const bool names_case = parts.rules.size() != selector.size();
  std::vector<std::string_view> words = {"ALL"};
  for (const RuleInfo& rule : all_rules()) {
    if (names_case && (rule.code == parts.rules || rule.name == parts.rules)) {
      if (has_case(rule, parts.rule_case)) return {};
      std::vector<std::string_view> cases;
      cases.reserve(rule.cases.size());
      for (const RuleCase& each : rule.cases) cases.push_back(each.id);
      return Error{fmt::format("{} has no case `{}`{}", rule.code, parts.rule_case,
                               suggestion(nearest_word(parts.rule_case, cases),
                                          fmt::format("it has {}", fmt::join(cases, ", ")))),
                   ErrorKind::invalid};
    }
    if (!names_case && means(selector, rule)) return {};
    words.push_back(rule.code);
    words.push_back(rule.name);
    words.push_back(rule.family());
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return Error{fmt::format("no rule is called `{}`{}", parts.rules,
                           suggestion(nearest_word(parts.rules, words), "`ecac rules` lists them")),
               ErrorKind::invalid};
}

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
