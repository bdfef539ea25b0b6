#pragma once

#include <vector>

#include "compiler/live/snapshot.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// The app whose header, settings or policies a file is; its symbol is none of other files, and of
/// those that name no app of the project.
AppName app_of_file(const Snapshot& snapshot, FileId file);

/// The named or external credential that a file defines; none of other files.
SymbolId credential_of_file(const Snapshot& snapshot, FileId file);

/// What the project makes of an app or a credential, by itself.
ResolvedProject resolve_alone(const Snapshot& snapshot, const AppName& app);
ResolvedProject resolve_alone(const Snapshot& snapshot, SymbolId credential);

}  // namespace ecac
