#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// A new entry of `replacements` in sfdx-project.json that puts the value of a variable in place of
/// `text` in one file; nothing if the project has no such file or it cannot be edited.
std::vector<FixOperation> add_replacement(const RuleContext& ctx, FileId file,
                                          std::string_view text, std::string_view variable);

/// The words of a text as the name of an environment variable: `Harbor-host` is `HARBOR_HOST`.
std::string variable_name(std::string_view text);

}  // namespace ecac
