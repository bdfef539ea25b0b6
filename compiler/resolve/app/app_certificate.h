#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// The certificate of the JWT bearer flow, read from the app's global settings.
ResolvedCertificate resolve_certificate(const ProjectContext& context, const ValueReader& global);

}  // namespace ecac
