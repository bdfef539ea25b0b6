#include "compiler/diagnostics/rule_selector.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

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

std::optional<SelectorProblem> problem_of_selector(std::string_view selector) {
  const SelectorParts parts = parts_of(selector);
  const bool names_case = parts.rules.size() != selector.size();
  std::vector<std::string_view> words = {"ALL"};
  for (const RuleInfo& rule : all_rules()) {
    if (names_case && (rule.code == parts.rules || rule.name == parts.rules)) {
      if (has_case(rule, parts.rule_case)) return std::nullopt;
      std::vector<std::string_view> cases;
      cases.reserve(rule.cases.size());
      for (const RuleCase& each : rule.cases) cases.push_back(each.id);
      const std::string_view near = nearest_word(parts.rule_case, cases);
      return SelectorProblem{
          fmt::format("{} has no case `{}`{}", rule.code, parts.rule_case,
                      suggestion(near, fmt::format("it has {}", fmt::join(cases, ", ")))),
          near.empty() ? std::string() : fmt::format("{}/{}", parts.rules, near)};
    }
    if (!names_case && means(selector, rule)) return std::nullopt;
    words.push_back(rule.code);
    words.push_back(rule.name);
    words.push_back(rule.family());
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  const std::string_view near = nearest_word(parts.rules, words);
  SelectorProblem problem{fmt::format("no rule is called `{}`{}", parts.rules,
                                      suggestion(near, "`ecac rules` lists them"))};
  // Whether that one has the case is another question.
  if (!near.empty() && !names_case) problem.near = near;
  return problem;
}

Result<void> check_selector(std::string_view selector) {
  if (auto problem = problem_of_selector(selector)) {
    return Error{std::move(problem->message), ErrorKind::invalid};
  }
  return {};
}

}  // namespace ecac
