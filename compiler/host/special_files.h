#pragma once

#include <cstddef>
#include <string>

#include "compiler/support/result.h"

namespace ecac {

/// Reads a pipe or a device to its end, which may be long in coming; who opens a pipe takes what
/// its writer wrote. More bytes than the limit are an error, and nothing is read beyond them.
Result<void> read_special_file(const std::string& path, std::size_t limit, std::string& text);

}  // namespace ecac
