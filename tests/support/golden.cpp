#include "tests/support/golden.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "compiler/edit/unified_diff.h"
#include "tests/support/rule_page.h"

namespace ecac::test {

void expect_golden(const std::string& path_in_source, std::string_view actual) {
  const std::string path = std::string(ECAC_SOURCE_DIR) + "/" + path_in_source;
  if (std::getenv("ECAC_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    GTEST_SKIP() << "rewrote " << path_in_source << "; read the diff before committing it";
  }
  const std::string expected = read_text_file(path);
  if (expected == actual) return;
  ADD_FAILURE() << unified_diff({.old_path = path_in_source,
                                 .new_path = path_in_source,
                                 .before = expected,
                                 .after = actual,
                                 .shown_before = expected,
                                 .shown_after = actual})
                << "ECAC_UPDATE_GOLDEN=1 rewrites " << path_in_source;
}

ProgramResult run_program(const std::string& arguments, const std::string& directory,
                          const std::string& before) {
  const std::filesystem::path scratch =
      std::filesystem::temp_directory_path() /
      ("ecac_run_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
       std::to_string(static_cast<long>(::getpid())));
  const std::string errors = scratch.string() + ".err";
  const std::string command = "cd '" + directory + "' && " + before +
                              " '" ECAC_PROGRAM "' </dev/null " + arguments + " 2>'" + errors + "'";
  ProgramResult result;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return result;
  char buffer[65536];
  for (std::size_t size = 0; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    result.output.append(buffer, size);
  }
  const int status = ::pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  result.errors = read_text_file(errors);
  std::filesystem::remove(errors);
  return result;
}

std::string shared_folder() {
  const std::filesystem::path path =
      std::filesystem::path(ECAC_SOURCE_DIR).parent_path() / "shared";
  return std::filesystem::is_directory(path / "corpus") ? path.string() : std::string();
}

}  // namespace ecac::test
