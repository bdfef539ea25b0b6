#pragma once

#include <optional>
#include <string>

#include "compiler/resolve/org/project_context.h"
#include "compiler/resolve/values/origin.h"

namespace ecac {

/// The domain of the org that the settings come from; its name stays where a deploy goes.
struct ResolvedMyDomain {
  Resolved<std::string> name = {};
  Resolved<bool> login_required = {};  ///< users log in there only
  Resolved<bool> api_required = {};    ///< APIs are reached there only
};

/// What holds for all apps of the org, as far as the project tells; a value.
struct ResolvedOrg {
  Resolved<bool> code_and_credentials = {};
  Resolved<bool> pkce_required = {};
  Resolved<bool> user_agent_flow_blocked = {};
  Resolved<bool> username_password_flow_blocked = {};
  Resolved<bool> cors_for_oauth = {};
  Resolved<std::string> session_timeout = {};
  std::optional<Resolved<bool>> sites = {};  ///< none without a file of them
  std::optional<ResolvedMyDomain> my_domain = {};
};

ResolvedOrg resolve_org(const ProjectContext& context);

}  // namespace ecac
