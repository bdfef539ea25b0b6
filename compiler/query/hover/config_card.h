#pragma once

#include <string_view>

#include "compiler/query/hover/markdown.h"
#include "compiler/query/place/config_place.h"

namespace ecac {

/// What a key or a value of an ecac.json is for, as its published JSON Schema says it.
void add_config_card(Markdown& page, const ConfigHere& here, std::string_view documentation);

}  // namespace ecac
