#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/support/result.h"

namespace ecac {

/// Whether a selector (code, code prefix, rule name, family or `ALL`; of a rule perhaps with a
/// case, `SEC002/off`) means a rule or a case of it.
bool selects(std::string_view selector, const RuleInfo& rule);
/// Whether it means a case.
bool selects(std::string_view selector, CaseId rule_case);

/// Calls `visit(position)`, as of position_of, for each case that a selector means, but for those
/// that are never off.
void for_each_case(std::string_view selector, const std::function<void(std::size_t)>& visit);

/// Whether two selectors mean a case in common.
bool overlap(std::string_view selector, std::string_view other);

/// Whether neither configuration nor a waiver may silence the rule: it tells of our own failures.
bool is_never_off(const RuleInfo& rule);

/// Why a selector means no rule or case at all.
struct SelectorProblem {
  std::string message = {};  ///< with the nearest name
  std::string near = {};     ///< the selector that was probably meant; empty if nobody can tell
};
std::optional<SelectorProblem> problem_of_selector(std::string_view selector);

/// The same as an error.
Result<void> check_selector(std::string_view selector);

}  // namespace ecac
