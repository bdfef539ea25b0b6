#pragma once

#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "tests/support/rule_page.h"

namespace ecac::test {

/// A finding as an expectation can be compared with it.
struct SeenFinding {
  std::string path = {};
  std::uint32_t line = 0;
  std::string severity = {};
  std::string rule = {};
  std::string covered = {};  ///< the text of its range
  std::string message = {};
  std::string case_id = {};
};

/// Runs `ecac check` in memory over one section of a page, with further options.
std::vector<SeenFinding> run_section(const PageSection& section,
                                     const std::vector<std::string>& more_options = {});

/// The report itself, for tests that look at fixes.
CheckResult check_section(const PageSection& section,
                          const std::vector<std::string>& more_options = {});

/// What does not agree, one line each; empty when every finding was expected and the other way.
std::vector<std::string> disagreements(const std::vector<Expectation>& expected,
                                       const std::vector<SeenFinding>& seen);

}  // namespace ecac::test
