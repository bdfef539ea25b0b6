#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/live/snapshot.h"

namespace ecac {

// Pages that no file has, for an editor to show: what `explain` and `plan` tell, without secrets.

/// What the project makes of an app, as text; none if it has none of the name.
std::optional<std::string> app_document(const Snapshot& snapshot, std::string_view name);
std::optional<std::string> credential_document(const Snapshot& snapshot, std::string_view name);
/// How the project is deployed, as Markdown.
std::string plan_document(const Snapshot& snapshot);
/// The page of a rule by its name or code, as Markdown; none if there is none.
std::optional<std::string> rule_document(std::string_view rule);

}  // namespace ecac
