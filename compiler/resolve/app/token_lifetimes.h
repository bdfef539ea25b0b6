#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// The fields that decide the lifetime of one kind of access token in JWT form.
struct JwtLifetimeFields {
  FieldId type = FieldId::none;
  FieldId timeout = FieldId::none;
};

/// Lifetime of a JWT access token: `Custom` minutes of the app's policies, or with `UserSession`
/// the session time of the profile, else of the org, else of the platform. A number that the
/// project's API version does not allow, or a type without the number it needs, leaves it unknown.
ResolvedLifetime jwt_lifetime(const ProjectContext& context, const ValueReader& policies,
                              JwtLifetimeFields fields, const Resolved<std::string>& profile);

/// Lifetime of an opaque access token: the app's own session timeout, else the session's.
ResolvedLifetime opaque_lifetime(const ProjectContext& context, const ValueReader& policies,
                                 const Resolved<std::string>& profile);

/// The profile of guests: configured, or that of the one site the tree holds.
Resolved<std::string> guest_profile(const ProjectContext& context,
                                    const AppConfiguration* configuration);

}  // namespace ecac
