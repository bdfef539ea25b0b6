#pragma once

#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/edit/fix_session.h"

namespace ecac {

/// What to check, and which fixes to make of what is found.
struct FixRequest {
  CheckRequest check = {};
  bool unsafe = false;  ///< also fixes that a person should look at
};

/// The whole of `ecac check --fix` before anything is written: checks and fixes in memory until
/// nothing is left. What it returns needs nothing of the run.
FixOutcome run_fix(const Host& host, const FixRequest& request);

/// What the paths that a user named are called once files were moved; without those that are gone.
std::vector<std::string> paths_after(const std::vector<std::string>& paths,
                                     const std::string& current_directory, const MovedFiles& moved);

}  // namespace ecac
