#pragma once

#include <cstdint>
#include <span>
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
  std::string name = {};  ///< without a namespace
};

/// What stands at the byte `offset`; the error is a sentence that says why it cannot be renamed.
Result<Renamable> prepare_rename(const Snapshot& snapshot, FileId file, std::uint32_t offset);

/// The same component by another name: in all files that use it, in ecac.json and the manifests,
/// with the files that are called by it. An app takes its settings and policies along, as far as
/// they are called as Setup calls them. Edits come before the renames of their files, and are
/// places of the texts as they are. The error is a sentence: a name that nobody may have, that
/// another has, or a file that cannot be edited.
Result<std::vector<FileOperation>> rename(const Snapshot& snapshot, FileId file,
                                          std::uint32_t offset, std::string_view name);

/// The same in all deploys of one project, of which the first that has the file is asked what
/// stands there. They share one source store.
Result<std::vector<FileOperation>> rename(std::span<const Snapshot> deploys, FileId file,
                                          std::uint32_t offset, std::string_view name);

}  // namespace ecac
