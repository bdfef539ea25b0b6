#pragma once

#include <optional>
#include <span>
#include <string>

#include "compiler/diagnostics/fix.h"
#include "compiler/server/session/session.h"
#include "compiler/support/result.h"

namespace ecac {

/// What becomes of files, as the client takes it: with versions and new, renamed and deleted files
/// where it can do that. The error is a sentence on what it cannot.
Result<Json> workspace_edit(const Session& session, const Snapshot& snapshot,
                            std::span<const FileOperation> operations);

}  // namespace ecac
