#pragma once

#include <string_view>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/query/hover/markdown.h"

namespace ecac {

/// What a rule is about: its name, as a link where the build has an address of its documentation,
/// and the first paragraph of its page.
void add_rule_card(Markdown& page, const RuleInfo& rule, std::string_view documentation);

/// The same of what a word of a configuration or a comment selects; nothing where it means no rule.
void add_selector_card(Markdown& page, std::string_view selector, std::string_view documentation);

}  // namespace ecac
