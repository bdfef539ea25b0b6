#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"

namespace ecac {

// What several formats say of a rule in the same way.

/// What a reader of rules can sort by: the family, `security`, and weaknesses.
std::vector<std::string> tags_of(const RuleInfo& rule);
bool is_about_security(const RuleInfo& rule);

}  // namespace ecac
