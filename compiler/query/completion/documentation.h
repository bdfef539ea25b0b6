#pragma once

#include <string>
#include <string_view>

#include "compiler/live/snapshot.h"

namespace ecac {

/// What there is to know of the topic of an item, as Markdown: a field (`field:7`), a value of a
/// list (`value:OauthScope/Api`), a component (`component:PermissionSet/Portal_Users`) or a rule
/// (`rule:SEC005`). "" for any other.
std::string documentation_of(const Snapshot& snapshot, std::string_view topic);

}  // namespace ecac
