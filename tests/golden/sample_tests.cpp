#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/golden.h"

namespace ecac::test {
namespace {

std::string samples() {
  return std::string(ECAC_SOURCE_DIR) + "/samples";
}

class CleanSample : public testing::TestWithParam<std::string> {};

TEST_P(CleanSample, HasNoFinding) {
  const ProgramResult lint = run_program("check --level info .", samples() + "/" + GetParam());
  EXPECT_EQ(lint.exit_code, 0) << lint.output << lint.errors;
  EXPECT_EQ(lint.output.find("["), std::string::npos) << lint.output;
  expect_golden("samples/" + GetParam() + "/expected/check.txt", lint.output);
}

TEST_P(CleanSample, HasNothingAboveInfoBeforeADeploy) {
  const ProgramResult deploy =
      run_program("check --mode predeploy --manifest manifest/package.xml --fail-on warning .",
                  samples() + "/" + GetParam());
  EXPECT_EQ(deploy.exit_code, 0) << deploy.output << deploy.errors;
}

INSTANTIATE_TEST_SUITE_P(Samples, CleanSample,
                         testing::Values("headless-public", "headless-private", "mcp-oauth21"),
                         [](const auto& sample) {
                           std::string name = sample.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

class BrokenSample : public testing::TestWithParam<std::string> {};

TEST_P(BrokenSample, ShowsWhatAUserSees) {
  const ProgramResult result = run_program("check .", samples() + "/" + GetParam());
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  expect_golden("samples/" + GetParam() + "/expected/check.txt", result.output);
}

TEST_P(BrokenSample, ReadsAsDataToo) {
  const ProgramResult result =
      run_program("check --output-format json-lines .", samples() + "/" + GetParam());
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  expect_golden("tests/golden/" + GetParam() + ".jsonl", result.output);
}

INSTANTIATE_TEST_SUITE_P(Samples, BrokenSample,
                         testing::Values("headless-public-broken", "headless-private-broken",
                                         "mcp-oauth21-broken"),
                         [](const auto& sample) {
                           std::string name = sample.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace ecac::test
