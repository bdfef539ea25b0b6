#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// What an app or a credential consists of, in 64 hex digits: equal if and only if types, names,
/// elements and decoded values are. Blanks, comments and the order of elements do not count, and
/// neither do the values of secrets. Unknown for what is broken.
struct ContentDigest {
  TypeId type = TypeId::none;  ///< of the header, or of the credential that no other names
  std::string name = {};
  Resolved<std::string> sha256 = {};
};

/// For each app its header, settings and policies; for each credential that no other one names
/// itself and the credentials, providers and certificates behind it. Sorted by type and name.
std::vector<ContentDigest> content_digests(const ProjectView& project,
                                           std::span<const DeployComponent> components);

/// The facts of one file as text that formatting does not change.
std::string canonical_text(const SchemaSet& schema, const FileFacts& facts);

}  // namespace ecac
