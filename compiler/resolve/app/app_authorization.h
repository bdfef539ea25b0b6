#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Fills in who is authorized in advance by the app's OAuth policies, or by its SAML policies,
/// which share the assignment: permission sets by API name or id (a name that only matches a label
/// is said so), profiles by label or API name.
/// What the org makes of calls to its APIs, once the policy on permitted users is resolved.
ApiAdmission resolve_admission(const ProjectContext& context,
                               const Resolved<std::string>& permitted_users);

void resolve_authorization(const ProjectContext& context, const ValueReader& policies,
                           const ValueReader& saml, ResolvedApp& app);

}  // namespace ecac
