#pragma once

#include "compiler/server/session/session.h"

namespace ecac {

/// Reads what `initialize` says of the client: what it can do, its folders, its settings.
void take_client(const Json& params, Session& session);

/// The result of `initialize`.
Json initialize_result(const Session& session);

/// Asks the client to tell of changes of files and settings, as far as it lets itself be asked.
void register_watchers(Session& session);

/// The folders of `workspaceFolders` and the like, absolute; what is no folder of a disk is left
/// out.
std::vector<std::string> read_folders(const Json& folders);

}  // namespace ecac
