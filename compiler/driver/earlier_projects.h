#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/driver/check.h"

namespace ecac {

/// The projects of the earlier state that a request compares with, read but not judged.
class EarlierProjects {
 public:
  /// Reads them all, if the request names such a state. Borrows the workspace of the present one.
  EarlierProjects(const Host& host, const CheckRequest& request, const Workspace& present);

  /// Null where no earlier state was given. A project that is new has an empty one, so that all of
  /// it counts as new.
  /// Of one environment it is what lay in the folders of today's environment.
  const Project* state_of(const DiscoveredProject& discovered);
  std::span<const std::string> failures() const { return failures_; }

 private:
  struct Earlier {
    std::string root;  ///< where it is now
    const DiscoveredProject* discovered;
    std::unique_ptr<Project> project;
  };

  std::optional<Host> host_ = {};
  std::unique_ptr<const Workspace> workspace_ = {};
  std::vector<Earlier> projects_ = {};
  std::vector<std::unique_ptr<const DiscoveredProject>> deploys_ = {};  ///< of environments
  std::vector<std::unique_ptr<const Project>> of_environments_ = {};
  std::unique_ptr<const Project> nothing_ = {};
  std::vector<std::string> failures_ = {};
};

}  // namespace ecac
