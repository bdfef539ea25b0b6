#pragma once

#include <cstddef>
#include <string>

#include "compiler/cli/world.h"
#include "compiler/support/result.h"

namespace ecac {

/// Reads what an option names, from the current folder: a file or, since a person names it for this
/// run alone, also a pipe or a device (`<(...)`, `/dev/null`), to its end. More bytes than the
/// limit are an error, and nothing is read beyond them.
Result<void> read_list_file(const World& world, const std::string& file, std::size_t limit,
                            std::string& text);

}  // namespace ecac
