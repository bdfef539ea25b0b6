#pragma once

#include <cstdint>

namespace ecac {

/// A case of a rule: the family's place in docs/rules/families.md, the number in the rule's code,
/// and the case's place on the rule's page. It says nothing of other rules, so a new page leaves
/// the ids of all others as they are. In the order of the catalogue. 0 is no case.
enum class CaseId : std::uint32_t {};

}  // namespace ecac
