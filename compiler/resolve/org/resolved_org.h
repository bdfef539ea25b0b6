#pragma once

#include <string>

#include "compiler/resolve/org/project_context.h"
#include "compiler/resolve/values/origin.h"

namespace ecac {

/// What holds for all apps of the org, as far as the project tells; a value.
struct ResolvedOrg {
  Resolved<bool> code_and_credentials = {};
  Resolved<bool> pkce_required = {};
  Resolved<bool> user_agent_flow_blocked = {};
  Resolved<bool> username_password_flow_blocked = {};
  Resolved<bool> cors_for_oauth = {};
  Resolved<std::string> session_timeout = {};
};

ResolvedOrg resolve_org(const ProjectContext& context);

}  // namespace ecac
