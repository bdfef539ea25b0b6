#pragma once

#include <string>
#include <vector>

#include "compiler/resolve/lifetime/lifetime.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Whose session decides how long a token lives.
struct TokenUsers {
  std::vector<std::string> profiles = {};  ///< of users who may get one, by API name or label
  /// Users of other profiles may get one too; what would decide which.
  std::optional<Origin> others = {};
};

/// The users who may authorize an app, by its policies: those of the listed profiles alone only
/// where nothing else lets anybody in.
TokenUsers users_of_app(const ValueReader& policies, const ValueReader& global);

/// The guests of the site: the profile that ecac.json names, or that of the one site the tree
/// holds.
TokenUsers guests_of_app(const ProjectContext& context, const AppConfiguration* configuration);

/// The fields that decide the lifetime of one kind of access token in JWT form.
struct JwtLifetimeFields {
  FieldId type = FieldId::none;
  FieldId timeout = FieldId::none;
};

/// Lifetime of a JWT access token: `Custom` minutes of the app's policies, or with `UserSession`
/// the session time of the profile, else of the org, else of the platform. A number that the
/// project's API version does not allow, or a type without the number it needs, leaves it unknown.
/// It ends when its time is over, used or not.
ResolvedLifetime jwt_lifetime(const ProjectContext& context, const ValueReader& policies,
                              JwtLifetimeFields fields, const TokenUsers& users);

/// Lifetime of an opaque access token: the app's own session timeout, else the session's. It ends
/// when it has not been used for so long.
ResolvedLifetime opaque_lifetime(const ProjectContext& context, const ValueReader& policies,
                                 const TokenUsers& users);

}  // namespace ecac
