#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/preset_info.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/support/result.h"

namespace ecac {

/// Whether a selector (code, code prefix, rule name, family or `ALL`) means a rule.
bool selects(std::string_view selector, const RuleInfo& rule);

/// Whether neither configuration nor a waiver may silence the rule: it tells of our own failures.
bool is_never_off(const RuleInfo& rule);

/// An error with the nearest name if the selector means no rule at all.
Result<void> check_selector(std::string_view selector);

/// Which rules are on and how severe each case is, from mode, preset, configuration and command
/// line, in this order; later settings win. PRJ005 cannot be turned off.
class RuleSelection {
 public:
  explicit RuleSelection(Mode mode);

  void apply(const PresetInfo& preset);

  /// As configuration says it: a severity for all cases of the rules meant, or off.
  void set(std::string_view selector, Severity severity);
  /// Only these rules are on (`--select`).
  void select_only(const std::vector<std::string>& selectors);
  void ignore(std::string_view selector) { set(selector, Severity::off); }

  Severity severity(CaseId id) const { return severities_[position_of(id)]; }
  /// Whether any case of the rules meant can be reported.
  bool is_on(std::string_view selector) const;
  /// Off by a setting, not by its own page.
  bool suppressed(CaseId id) const { return suppressed_[position_of(id)]; }

 private:
  template <class Change>
  void for_each_case(std::string_view selector, Change&& change);

  // By position_of.
  std::vector<Severity> severities_;
  std::vector<bool> suppressed_;
};

}  // namespace ecac
