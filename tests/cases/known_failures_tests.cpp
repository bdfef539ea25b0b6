// ../shared/cases holds projects with what is right to say about them. All of them hold but those
// that may_fail.txt lists, with the number of the issue that is to mend them.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "tests/support/golden.h"

namespace ecac::test {
namespace {

/// The cases that may fail, by name, with the issue that is to mend them.
std::map<std::string, std::string> may_fail() {
  std::map<std::string, std::string> cases;
  std::ifstream list(std::string(ECAC_SOURCE_DIR) + "/tests/cases/may_fail.txt");
  for (std::string line; std::getline(list, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    std::string issue;
    std::string name;
    words >> issue >> name;
    cases[name] = issue;
  }
  return cases;
}

TEST(SharedCases, HoldButThoseOnTheList) {
  ECAC_NEED_SHARED(shared);
  const std::string cases = shared + "/cases";
  const ProgramResult result =
      run_program("'" + cases + "'", cases, "node '" + cases + "/run' --json --ecac");
  ASSERT_TRUE(nlohmann::json::accept(result.output)) << result.output << result.errors;
  std::map<std::string, std::string> listed = may_fail();
  std::set<std::string> seen;
  const nlohmann::json run = nlohmann::json::parse(result.output);
  for (const auto& each : run["cases"]) {
    const std::string name = each["name"];
    seen.insert(name);
    const bool allowed = listed.contains(name);
    if (each["pass"] == true) {
      EXPECT_FALSE(allowed) << name << " holds now: take it off tests/cases/may_fail.txt";
    } else {
      EXPECT_TRUE(allowed) << name << ": " << each["reasons"].dump();
    }
  }
  EXPECT_GT(seen.size(), 100U);
  for (const auto& [name, issue] : listed) {
    EXPECT_TRUE(seen.contains(name)) << name << " is listed and no case";
  }
}

}  // namespace
}  // namespace ecac::test
