#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/org/run_facts.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac {

/// What ecac.json says of apps and credentials, each value with its line and column. Paths are
/// shown below `root` where they lie there.
std::vector<AppConfiguration> configured_apps(const FileTree& files, const Config& config,
                                              std::string_view root);
std::vector<CredentialConfiguration> configured_credentials(const FileTree& files,
                                                            const Config& config,
                                                            std::string_view root);

/// What rules may know of a project beside its files. `today` is `2026-01-31`, or "".
RunFacts run_facts_of(const FileTree& files, const DiscoveredProject& project, std::string today);

}  // namespace ecac
