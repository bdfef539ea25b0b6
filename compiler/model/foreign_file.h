#pragma once

#include <string_view>

#include "compiler/model/project.h"

namespace ecac {

/// Whether a file only has a suffix of ours: it lies in no folder of its type, and its root element
/// is none that ecac knows, nor near the one it should be. Constant for files that are ours.
bool is_foreign(const Project& project, FileId id);

}  // namespace ecac
