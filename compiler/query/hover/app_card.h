#pragma once

#include "compiler/query/hover/markdown.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

// What becomes of the one app of a resolved project. Texts may hold secrets of the files.

/// What kind of client it is and which flows work, in two lines.
void add_app_in_short(Markdown& page, const ResolvedProject& project);

/// The flows that are on, with what stands in their way; who may use it, how long tokens live.
void add_app_card(Markdown& page, const ResolvedProject& project);

/// What follows from a field of one of its files: lifetimes, PKCE, the flows that it decides.
void add_consequences(Markdown& page, const ResolvedProject& project, FieldId field);

}  // namespace ecac
