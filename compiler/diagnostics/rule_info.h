#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "compiler/diagnostics/case_id.h"

namespace ecac {

/// How much a finding matters. `off` findings are never made visible.
enum class Severity : std::uint8_t { off, info, warning, error };

/// The world a run assumes: a partial tree, a complete deploy, a security review.
enum class Mode : std::uint8_t { lint, predeploy, audit };

inline constexpr std::size_t kModeCount = 3;

std::string_view to_string(Severity severity);
std::string_view to_string(Mode mode);
std::optional<Severity> parse_severity(std::string_view word);
std::optional<Mode> parse_mode(std::string_view word);

/// One way in which a rule can fire: its severity per mode, and what the claim rests on.
struct RuleCase {
  std::string_view id;
  std::array<Severity, kModeCount> severity;
  std::string_view evidence;
};

/// What is known of a rule without running it. Comes from the head of its page in docs/rules.
struct RuleInfo {
  std::string_view code;
  std::string_view name;
  std::string_view summary;
  std::string_view page;  ///< the whole page, Markdown
  CaseId first_case;
  std::span<const RuleCase> cases;
  /// Names of the weaknesses it is about, with a blank between them: `CWE-312 CWE-798`. Come from
  /// docs/rules/standards.md.
  std::string_view weaknesses;
  /// What stands at the place of a finding is masked wherever it would be shown.
  bool masks_place;
  /// A finding says what could not be judged, and the end of a run repeats it.
  bool not_judged;
  RuleId id() const { return rule_id_of(first_case); }
  std::string_view family() const { return code.substr(0, 3); }
};

/// A group of rules on one subject, by the first letters of their codes.
struct RuleFamily {
  std::string_view code;
  std::string_view title;
};

/// All families in catalogue order.
std::span<const RuleFamily> all_families();

/// All rules, sorted by family in catalogue order, then by number.
std::span<const RuleInfo> all_rules();

/// The cases of all rules, in the same order.
std::span<const RuleCase> all_cases();

/// The case's place in `all_cases`, for tables with an entry for each. Another build may have
/// another, so it is never written down.
std::size_t position_of(CaseId id);

const RuleInfo& rule_of(CaseId id);
const RuleInfo& rule_of(RuleId id);
const RuleCase& case_of(CaseId id);

/// By code (`SCH001`) or name (`unknown-element`); null if there is none.
const RuleInfo* find_rule(std::string_view code_or_name);

/// By code and the case's id, for data that names a case; none if there is no such case.
std::optional<CaseId> find_case(std::string_view code, std::string_view case_id);

}  // namespace ecac
