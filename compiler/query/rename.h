#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/live/snapshot.h"
#include "compiler/support/result.h"

namespace ecac {

/// A name that can be given another one.
struct Renamable {
  TextRange range = {};
  std::string name = {};
};

/// What stands at the byte `offset`; the error is a sentence that says why it cannot be renamed.
Result<Renamable> prepare_rename(const Snapshot& snapshot, FileId file, std::uint32_t offset);

/// The same component by another name: in all files that use it, with the files that are called by
/// it. Edits come before the renames of their files, and are places of the texts as they are. The
/// error is a sentence: a name that nobody may have, that another has, or a file that cannot be
/// edited.
Result<std::vector<FileOperation>> rename(const Snapshot& snapshot, FileId file,
                                          std::uint32_t offset, std::string_view name);

}  // namespace ecac
