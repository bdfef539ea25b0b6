#pragma once

#include <optional>
#include <string_view>

#include "compiler/query/place/named_component.h"

namespace ecac {

/// The type that a manifest calls by a name; null if the schemas have none. What a member is
/// called matters for settings, of which each is a type with a name of its own.
const TypeSchema* type_in_manifest(const SchemaSet& schema, std::string_view type,
                                   std::string_view member);

/// The component that a member of a package.xml names; none elsewhere, of `*`, and of types that
/// are not ours.
std::optional<NamedComponent> component_in_manifest(const Snapshot& snapshot, FileId file,
                                                    const StandingHere& here);

}  // namespace ecac
