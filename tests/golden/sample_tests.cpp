#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/support/golden.h"
#include "tests/support/resolved_document.h"

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

TEST_P(CleanSample, CompilesToADocumentWithAReasonForEveryValue) {
  const std::string folder = samples() + "/" + GetParam();
  const ProgramResult one = run_program("compile --jobs 1 .", folder);
  EXPECT_EQ(one.exit_code, 0) << one.errors;
  EXPECT_EQ(one.output, run_program("compile --jobs 3 .", folder).output);
  EXPECT_THAT(values_without_reason(nlohmann::json::parse(one.output)), testing::IsEmpty());
  expect_golden("samples/" + GetParam() + "/expected/runtime.json", one.output);
}

TEST(Explained, AppsAndCredentialsFitOnAScreen) {
  const auto screen = [](const std::string& arguments, const std::string& sample) {
    return run_program("explain " + arguments, samples() + "/" + sample).output;
  };
  expect_golden("samples/headless-public/expected/explain-Portal.txt",
                screen("--app Portal", "headless-public"));
  expect_golden("samples/headless-public/expected/explain-Portal-guest.txt",
                screen("--app Portal --flow guest", "headless-public"));
  expect_golden("samples/headless-private/expected/explain.txt",
                screen("--app Storefront,Storefront_Integration", "headless-private"));
  expect_golden("samples/mcp-oauth21/expected/explain-Partner_MCP.txt",
                screen("--credential Partner_MCP", "mcp-oauth21"));
  expect_golden("samples/mcp-oauth21/expected/explain-Partner_MCP_User.txt",
                screen("--credential Partner_MCP_User", "mcp-oauth21"));
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
  // As a repository of its own, so that no fingerprint knows where this source lies.
  const std::string folder = testing::TempDir() + "/ecac-golden-" + GetParam();
  std::filesystem::remove_all(folder);
  std::filesystem::copy(samples() + "/" + GetParam(), folder,
                        std::filesystem::copy_options::recursive);
  std::filesystem::create_directory(folder + "/.git");
  const ProgramResult result = run_program("check --output-format json-lines .", folder);
  std::filesystem::remove_all(folder);
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
