#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/check.h"
#include "compiler/host/threads.h"
#include "tests/bench/generate_project.h"
#include "tests/bench/hashed_file_tree.h"

namespace ecac::bench {

namespace {

struct Checked {
  std::vector<PlantedDefect> planted = {};
  std::vector<std::string> expected = {};
  std::vector<std::string> found = {};
};

Checked check(const ProjectPlan& plan, unsigned jobs) {
  HashedFileTree tree("/project");
  Checked result;
  result.planted = generate_project(plan, [&](const std::string& path, std::string_view text) {
    tree.add(path, std::string(text));
  });
  for (const PlantedDefect& defect : result.planted) {
    result.expected.push_back(defect.path + " " + defect.code);
  }
  CheckRequest request;
  request.current_directory = tree.root();
  // Each app has a user of its own, and no environment; nobody says whether it may keep its secret.
  request.ignore = {"PKG009", "FLW038"};
  const std::unique_ptr<Executor> executor = make_executor(jobs);
  const Host host{.files = tree, .executor = *executor};
  const CheckResult checked = run_check(host, request);
  EXPECT_THAT(checked.report.failures, testing::IsEmpty());
  for (const ReportFinding& finding : checked.report.findings) {
    result.found.push_back(finding.place.path + " " + std::string(rule_of(finding.rule_case).code));
  }
  std::sort(result.expected.begin(), result.expected.end());
  std::sort(result.found.begin(), result.found.end());
  return result;
}

/// What is left of one sorted list when the other is taken away, one by one.
std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& taken) {
  std::vector<std::string> left;
  std::set_difference(all.begin(), all.end(), taken.begin(), taken.end(), std::back_inserter(left));
  return left;
}

TEST(PlantedDefects, ACleanProjectHasNoFinding) {
  EXPECT_THAT(check({.stacks = 60, .seed = 3}, 1).found, testing::IsEmpty());
}

TEST(PlantedDefects, EachIsFoundInItsFileAndNothingElse) {
  const Checked checked =
      check({.stacks = 300, .seed = 5, .defects_percent = 50, .package_directories = 3}, 2);
  EXPECT_GE(checked.planted.size(), 2 * defect_kind_count());
  EXPECT_THAT(without(checked.found, checked.expected), testing::IsEmpty());
  EXPECT_THAT(without(checked.expected, checked.found), testing::IsEmpty());
}

TEST(PlantedDefects, AStackIsTheSameWhateverTheNumberOfStacks) {
  std::map<std::string, std::string> large;
  generate_project({.stacks = 12, .defects_percent = 40},
                   [&](const std::string& path, std::string_view text) { large[path] = text; });
  generate_project({.stacks = 5, .defects_percent = 40},
                   [&](const std::string& path, std::string_view text) {
                     EXPECT_EQ(large[path], text) << path;
                   });
}

}  // namespace

}  // namespace ecac::bench
