#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "compiler/support/result.h"

namespace ecac {

/// Variables and their values, for text that is put in before a deploy. Never shown.
using Environment = std::map<std::string, std::string, std::less<>>;

/// Reads lines `NAME=VALUE`; the last one of a name counts. Empty lines and those that begin with
/// `#` are left out, `export ` before a name too. A value may stand in single quotes, or in double
/// quotes with `\n`, `\r`, `\t`, `\"`, `\\` and `\$` inside; without quotes it ends before ` #`.
/// Nothing is expanded. An error names the line and no value.
Result<Environment> parse_env_file(std::string_view text);

}  // namespace ecac
