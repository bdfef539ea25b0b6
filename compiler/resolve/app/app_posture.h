#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Fills in what an auditor asks first: the certificate, a hash of the consumer key, secrets that
/// stand in the files, and what a deploy does to those who use the app now.
void resolve_posture(const ProjectContext& context, const AppFiles& files, ResolvedApp& app);

}  // namespace ecac
