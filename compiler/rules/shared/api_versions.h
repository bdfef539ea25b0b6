#pragma once

#include <string>

#include "compiler/resolve/view/project_view.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// How sure it is that the API version of a project lacks something. Only a version that was given
/// for the deploy is what the org will read the files with; that of the project file is a guess.
enum class VersionGap : std::uint8_t { none, certain, likely, unconfirmed };

/// The first API version that has something: the earlier one where schema and documentation differ.
ApiVersion first_version(ApiVersion since, ApiVersion documented);

/// Whether the project's API version is older than `first`. What only the newest version has was
/// never seen in a published schema, so it is unconfirmed.
VersionGap gap_before(const ProjectView& project, ApiVersion first, Standing standing);
/// Whether it is newer than `last`, in the same way.
VersionGap gap_after(const ProjectView& project, ApiVersion last);

/// The project's API version and who says so: "the deploy uses 55.0".
std::string version_in_words(const ProjectView& project);

/// Whether the project's API version lacks a whole type; its fields need not be judged then.
VersionGap type_gap(const ProjectView& project, TypeId type);

}  // namespace ecac
