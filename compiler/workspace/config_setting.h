#pragma once

#include <string>
#include <string_view>

#include "compiler/support/result.h"
#include "compiler/syntax/json_document.h"

namespace ecac {

/// The member of a configuration that `apps.Portal.clientType=public` means, as a document of its
/// own: a dotted key, whose parts may stand in quotes, and a value, which is JSON if it can be read
/// as such and otherwise text. `begin`: where the setting stands in the text that its places are
/// to be of; in that text something stands before the value and behind the setting. An error says
/// how to write one.
Result<JsonValue> parse_config_setting(std::string_view setting, std::uint32_t begin);

/// Whether it is a setting, and no name of a file.
bool is_config_setting(std::string_view text);

}  // namespace ecac
