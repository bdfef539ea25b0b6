#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/workspace/config.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac {

/// What goes to an org together where it is all that lies in these folders, which are absolute, and
/// what stands beside the source.
DiscoveredProject deploy_of(const DiscoveredProject& project,
                            const std::vector<std::string>& folders);

/// Makes of a project with `environments` in its ecac.json one deploy for each of them: what lies
/// in its folders goes to an org together, and what lies in those of others does not. What lies in
/// no environment is outside, once. Projects of which a part was asked for stay whole, for the
/// paths say what is deployed.
class EnvironmentSplit {
 public:
  /// `chosen`: the only environment that is wanted; "" is each.
  EnvironmentSplit(const SourceStore& sources, std::string_view chosen)
      : sources_(sources), chosen_(chosen) {}

  std::vector<DiscoveredProject> run(std::vector<DiscoveredProject> projects);
  /// Folders of environments that are not there.
  std::vector<ConfigError> take_errors() { return std::move(errors_); }
  /// A sentence where the chosen environment is that of no project; else "".
  std::string unknown_environment() const;

 private:
  void split(DiscoveredProject project, std::vector<DiscoveredProject>& deploys);
  void check_folders(const Config& config);

  const SourceStore& sources_;
  std::string chosen_;
  bool found_ = false;
  std::vector<std::string> names_ = {};  ///< of all environments met
  std::vector<std::string> checked_ =
      {};  ///< paths of the configurations whose folders were looked up
  std::vector<ConfigError> errors_ = {};
};

}  // namespace ecac
