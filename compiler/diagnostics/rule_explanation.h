#pragma once

#include <string>

#include "compiler/diagnostics/rule_info.h"

namespace ecac {

/// What the rule is about and how to fix what it finds: its page between the table of cases and the
/// first example. Markdown; links to other pages of ours are text, for they lead nowhere in another
/// place.
std::string rule_explanation(const RuleInfo& rule);

}  // namespace ecac
