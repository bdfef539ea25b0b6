#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/preset_info.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/diagnostics/rule_selector.h"

namespace ecac {

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
