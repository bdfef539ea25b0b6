#pragma once

#include <string>
#include <string_view>

#include "compiler/rules/rule.h"

namespace ecac {

/// The file that would define a component: `permissionsets/Crew.permissionset-meta.xml`.
std::string file_that_defines(const TypeSchema& type, std::string_view name);

/// What can be done about a name that nothing in the project has.
void help_to_define(FindingBuilder& finding, const TypeSchema& type, std::string_view name);

/// Points at the component that was probably meant and offers its name.
void offer_name(RuleContext& ctx, FindingBuilder& finding, const NameUse& use,
                std::string_view suggestion, Applicability applicability);

}  // namespace ecac
