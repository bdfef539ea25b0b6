#pragma once

#include <cstdint>

namespace ecac {

/// A case of a rule: the family's place in docs/rules/families.md, the number in the rule's code,
/// and the case's place on the rule's page. It says nothing of other rules, so a new page leaves
/// the ids of all others as they are. In the order of the catalogue. 0 is no case.
enum class CaseId : std::uint32_t {};

/// A rule, as a number: what its cases have in common. 0 is no rule.
enum class RuleId : std::uint32_t {};

/// The rule that has the case.
constexpr RuleId rule_id_of(CaseId id) {
  return RuleId{static_cast<std::uint32_t>(id) & 0xFFFFFF00};
}

}  // namespace ecac
