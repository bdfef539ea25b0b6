#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// Whether a policy, a setting or a site names something outside the app with the field: who may
/// use it, with which scopes, through which code.
bool is_policy_reference(FieldId field);

/// Whether a field of the file is a link of the chain from a callout to its credential: of a
/// registration the one that counts, of old credentials the fields that new ones must not have.
bool is_link_of_chain(const RuleContext& ctx, FieldId field);

/// Whether the org looks the name up when the file is deployed, and refuses the file without it.
bool is_asked_of_the_org(const RuleContext& ctx, const NameUse& use);

/// The file that would define a component: `permissionsets/Crew.permissionset-meta.xml`.
std::string file_that_defines(const TypeSchema& type, std::string_view name);

/// What can be done about a name that nothing in the project has.
void help_to_define(FindingBuilder& finding, const TypeSchema& type, std::string_view name);

/// How a use of the file is not met, where something can be said of it; none else.
std::optional<ReferenceAnswer> unmet(RuleContext& ctx, std::size_t use);

/// The cases of a rule on references.
struct ReferenceCases {
  CaseId other_case;
  CaseId near_miss;
  CaseId unresolved;
};
/// Reports it with what can be done: the name that was probably meant, or how to define this one.
FindingBuilder report_unmet(RuleContext& ctx, const ReferenceCases& cases, std::size_t use,
                            const ReferenceAnswer& answer, std::string message);

/// Points at the component that was probably meant and offers its name.
void offer_name(RuleContext& ctx, FindingBuilder& finding, const NameUse& use,
                std::string_view suggestion, Applicability applicability);

}  // namespace ecac
