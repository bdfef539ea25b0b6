#pragma once

#include <string_view>

#include "compiler/resolve/lifetime/lifetime.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// How long the sessions of the users of a profile last, by API name or label.
LifetimePlace profile_place(const ProjectContext& context, std::string_view profile);
/// The same of a profile that is not known; `decided_by` says what would name it.
LifetimePlace unknown_profile_place(Origin decided_by);
/// How long sessions of the org last.
LifetimePlace org_place(const ProjectContext& context);
/// How long they last where nobody has said anything.
LifetimePlace platform_place(const SchemaSet& schema);

}  // namespace ecac
