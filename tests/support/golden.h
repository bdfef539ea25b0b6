#pragma once

#include <string>
#include <string_view>

namespace ecac::test {

/// Compares a whole output with a committed file. With ECAC_UPDATE_GOLDEN set the file is written
/// instead and the test is skipped, so that it cannot be mistaken for a pass.
void expect_golden(const std::string& path_in_source, std::string_view actual);

struct ProgramResult {
  int exit_code = -1;
  std::string output = {};  ///< of stdout
  std::string errors = {};  ///< of stderr
};

/// Runs the real program with a shell command line behind its name, in a folder of the source tree.
ProgramResult run_program(const std::string& arguments, const std::string& directory,
                          const std::string& before = "");

/// Path of ../shared beside the source tree; "" where it is absent. Then the calling test must be
/// skipped, or fail when ECAC_REQUIRE_SHARED is set: `skip_without_shared` says which.
std::string shared_folder();

}  // namespace ecac::test

/// First line of a test that needs ../shared.
#define ECAC_NEED_SHARED(folder)                                                      \
  const std::string folder = ::ecac::test::shared_folder();                           \
  if (folder.empty()) {                                                               \
    if (std::getenv("ECAC_REQUIRE_SHARED") != nullptr) FAIL() << "no ../shared here"; \
    GTEST_SKIP() << "no ../shared here";                                              \
  }
