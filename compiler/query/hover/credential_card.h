#pragma once

#include "compiler/query/hover/markdown.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

// What becomes of the one credential of a resolved project. Texts may hold secrets of the files.

/// How it authenticates and where it calls, in one line.
void add_credential_in_short(Markdown& page, const ResolvedProject& project);

/// Where callouts go and how they are signed, who may make them, and the requests that the platform
/// sends.
void add_credential_card(Markdown& page, const ResolvedProject& project);

}  // namespace ecac
