#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "compiler/diagnostics/rule_info.h"
#include "tests/support/golden.h"
#include "tests/support/resolved_document.h"
#include "tests/support/rule_page.h"

namespace ecac::test {
namespace {

std::vector<nlohmann::json> findings(const std::string& options, const std::string& folder) {
  const ProgramResult run =
      run_program("check " + options + " --output-format json --root . .", folder);
  EXPECT_LE(run.exit_code, 1) << run.errors;
  const auto report = nlohmann::json::parse(run.output);
  return report.at("diagnostics").get<std::vector<nlohmann::json>>();
}

/// Names and places only: nothing of the files themselves is written down.
std::string summary(const std::vector<nlohmann::json>& list) {
  std::string text;
  for (const auto& finding : list) {
    text += finding.at("path").get<std::string>() + ":" +
            std::to_string(finding.at("range").at("start").at("line").get<int>()) + ": " +
            finding.at("severity").get<std::string>() + " " +
            finding.at("code").get<std::string>() + "\n";
  }
  return text;
}

TEST(Corpus, FindingsAreTheReviewedOnes) {
  ECAC_NEED_SHARED(shared);
  expect_golden("tests/corpus/findings.txt", summary(findings("", shared + "/corpus")));
}

TEST(Corpus, FindingsBeforeADeployAreTheReviewedOnes) {
  ECAC_NEED_SHARED(shared);
  expect_golden("tests/corpus/findings-predeploy.txt",
                summary(findings("--mode predeploy", shared + "/corpus")));
}

/// Files that were written by hand or by a generator, as their own texts show; all others come
/// from an org, and what an org wrote is neither broken XML nor outside the schema.
TEST(Corpus, WhatAnOrgWroteHasNoXmlAndNoSchemaError) {
  ECAC_NEED_SHARED(shared);
  const std::set<std::string> written_by_hand = {
      // parameter types that no version of the type has
      "lzdravkov__rlm-agent-config-concept/force-app/main/default/namedCredentials/"
      "RevenueAgent_AgentAPI.namedCredential-meta.xml",
  };
  for (const auto& finding : findings("", shared + "/corpus")) {
    const std::string path = finding.at("path");
    if (path.rfind("snippets/", 0) == 0 || written_by_hand.contains(path)) continue;
    const std::string family = finding.at("code").get<std::string>().substr(0, 3);
    if (family != "XML" && family != "SCH") continue;
    EXPECT_NE(finding.at("severity"), "error") << finding.dump(1);
  }
}

TEST(Corpus, WrongSnippetsAreCalledWrongForTheRightReason) {
  ECAC_NEED_SHARED(shared);
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& finding : findings("", shared + "/corpus/snippets")) {
    seen.emplace(finding.at("path").get<std::string>().substr(0, 2), finding.at("code"));
  }
  const std::pair<std::string, std::string> demanded[] = {
      {"02", "SCH006"},  // ID token validity of 0
      {"04", "XML001"},  // an end tag of another element
      {"05", "XML006"},  // dots between elements
      {"07", "XML001"},  // a tag in place of a value
      {"12", "SCH003"},  // Connected App fields in app policies
      {"12", "SCH005"},  // no parent, no switch
      {"29", "SCH005"},  // no parent app
      {"30", "SCH003"},  // repeated `scopes`
      {"31", "XML003"},  // no namespace
      {"31", "SCH001"},  // invented fields
      {"32", "XML001"},  // a comment before the declaration
      {"32", "SCH001"},  // `name`
      {"33", "SCH005"},  // no contact
      {"40", "SCH015"},  // managedType
  };
  for (const auto& [file, code] : demanded) {
    EXPECT_TRUE(seen.contains({file, code})) << file << " " << code;
  }
}

/// Values of the elements that no output may repeat.
std::vector<std::string> secret_values(const std::filesystem::path& folder) {
  std::vector<std::string> values;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::string text = read_text_file(entry.path().string());
    for (const std::string name : {"consumerKey", "consumerSecret"}) {
      const std::size_t begin = text.find("<" + name + ">");
      const std::size_t end = text.find("</" + name + ">");
      if (begin == std::string::npos || end == std::string::npos) continue;
      const std::string value = text.substr(begin + name.size() + 2, end - begin - name.size() - 2);
      if (value.size() >= 8 && value.find_first_of("${<") == std::string::npos)
        values.push_back(value);
    }
  }
  return values;
}

TEST(Corpus, EveryProjectCompilesOrSaysWhyNot) {
  ECAC_NEED_SHARED(shared);
  std::size_t compiled = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared + "/corpus")) {
    if (!entry.is_directory()) continue;
    SCOPED_TRACE(entry.path().filename().string());
    const ProgramResult run =
        run_program("compile --emit-partial --quiet .", entry.path().string());
    if (run.output.empty()) {
      EXPECT_NE(run.errors, "");
      continue;
    }
    EXPECT_LE(run.exit_code, 1) << run.errors;
    ++compiled;
    EXPECT_THAT(values_without_reason(nlohmann::json::parse(run.output)), testing::IsEmpty());
    for (const std::string& secret : secret_values(entry.path())) {
      EXPECT_EQ(run.output.find(secret), std::string::npos);
    }
  }
  EXPECT_GE(compiled, 30U);
}

/// Who tries the program on a project reads all of what it says, the gravest first.
TEST(Corpus, AFirstRunIsReadOnOneScreen) {
  ECAC_NEED_SHARED(shared);
  constexpr double kMostLines = 40;
  std::ptrdiff_t lines = 0;
  int projects = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared + "/corpus")) {
    if (!entry.is_directory() || entry.path().filename() == "snippets") continue;
    const std::string text = run_program("check .", entry.path()).output;
    lines += std::count(text.begin(), text.end(), '\n');
    ++projects;
    const std::size_t last_error = text.rfind(": error[");
    const std::size_t first_warning = text.find(": warning[");
    if (last_error != std::string::npos && first_warning != std::string::npos) {
      EXPECT_LT(last_error, first_warning) << entry.path();
    }
  }
  ASSERT_GT(projects, 0);
  EXPECT_LE(static_cast<double>(lines) / projects, kMostLines);
}

TEST(Corpus, SameBytesOnAnyNumberOfThreads) {
  ECAC_NEED_SHARED(shared);
  const auto run = [&](const std::string& jobs) {
    const ProgramResult result =
        run_program("check --output-format json --jobs " + jobs + " .", shared + "/corpus");
    // A race that the thread sanitizer sees has an exit code of its own.
    EXPECT_LE(result.exit_code, 1) << jobs << "\n" << result.errors;
    return result.output;
  };
  const std::string one = run("1");
  EXPECT_FALSE(one.empty());
  for (const char* jobs : {"2", "3", "7"}) EXPECT_EQ(run(jobs), one) << jobs;
}

}  // namespace
}  // namespace ecac::test
