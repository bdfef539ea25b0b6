#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/model/project.h"

namespace ecac {

/// Reads a scratch org definition; none if the text is no JSON object. What else is wrong with it
/// is nobody's business here.
std::optional<ScratchDefinition> parse_scratch_definition(FileId file, std::string_view text);

}  // namespace ecac
