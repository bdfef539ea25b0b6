#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// Scopes of an app behind which something refuses the access tokens that it issues.
struct RefusedTokens {
  const EnumSchema::TokenForm* form = nullptr;
  std::vector<const ResolvedScope*> scopes = {};  ///< in the order of the app

  std::string names() const;      ///< "`Web` and `Content`"
  std::string_view verb() const;  ///< "is", or "are" of several
};

/// What takes access tokens in JWT form only, or opaque ones only, in the API version of the
/// project; none that the app asks for no scope of.
std::vector<RefusedTokens> refused_tokens(const ProjectView& project, const AppValues& app,
                                          bool jwt);

}  // namespace ecac
