#pragma once

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// Offers to write a placeholder that is named after the auth provider, such as
/// `__HARBOR_CONSUMER_SECRET__`, which `replacements` of sfdx-project.json can fill in.
void offer_placeholder(RuleContext& ctx, FindingBuilder& finding, FileId provider, TextRange value);

}  // namespace ecac
