#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/preset_info.h"
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

/// An error with the nearest name if the selector means no rule or case at all.
Result<void> check_selector(std::string_view selector);

/// Which rules are on and how severe each case is, from mode, preset, configuration and command
/// line, in this order; later settings win. PRJ005 cannot be turned off.
class RuleSelection {
 public:
  explicit RuleSelection(Mode mode);

  void apply(const PresetInfo& preset);

  /// As configuration says it: a severity for all cases that are meant, or off. A case that is
  /// enforced only becomes graver; whether one would not have.
  bool set(std::string_view selector, Severity severity);
  /// From now on nothing makes the cases less grave but the command line.
  void enforce(std::string_view selector);
  bool is_enforced(CaseId id) const { return enforced_[position_of(id)]; }
  /// Whether any case that is meant is enforced.
  bool any_enforced(std::string_view selector) const;
  /// Only these rules are on (`--select`).
  void select_only(const std::vector<std::string>& selectors);
  void ignore(std::string_view selector);

  Severity severity(CaseId id) const { return severities_[position_of(id)]; }
  /// Whether any case that is meant can be reported.
  bool is_on(std::string_view selector) const;
  /// Off by the command line, which no other setting changes.
  bool ignored(CaseId id) const { return ignored_[position_of(id)]; }
  /// Off by a setting, not by its own page.
  bool suppressed(CaseId id) const { return suppressed_[position_of(id)]; }

 private:
  void change(std::size_t position, Severity severity);
  void ignore(std::size_t position);

  // By position_of.
  std::vector<Severity> severities_;
  std::vector<bool> suppressed_;
  std::vector<bool> enforced_;
  std::vector<bool> ignored_;
};

}  // namespace ecac
