// That no report is written over what the run reads.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;

class OutputTargets : public testing::Test {
 protected:
  OutputTargets() {
    run_.files.add(kApp, test::metadata_text("ExternalClientApplication", "<label>A</label>"));
    run_.files.add("/work/p/ecac.json", "{}");
    run_.files.add("/work/b.json", "[{\"formatVersion\":1}\n]\n");
    run_.files.add("/work/values.env", "A=b\n");
  }

  static constexpr const char* kApp = "/work/p/externalClientApps/Harbor.eca-meta.xml";
  CliRun run_;
};

TEST_F(OutputTargets, WhatTheRunReadsIsNotOverwritten) {
  struct Case {
    std::vector<std::string> arguments;
    std::string path;
    std::string says;
  };
  const std::vector<Case> cases = {
      {{"p"}, "p/externalClientApps/Harbor.eca-meta.xml", "is metadata"},
      {{"p"}, "p/../p/ecac.json", "is a configuration"},
      {{"p", "--baseline", "b.json", "--update-baseline"}, "./b.json", "is what --baseline names"},
      {{"p", "--baseline", "new.json", "--update-baseline"},
       "new.json",
       "is what --baseline names"},
      {{"p", "--prune-baseline"}, "b.json", "is a baseline"},
      {{"p", "--env-file", "values.env"}, "values.env", "is what --env-file names"},
  };
  for (const Case& c : cases) {
    const std::string path = c.path.starts_with("./") ? c.path.substr(2) : c.path;
    std::string before;
    (void)run_.files.read("/work/" + path, before, 10'000);
    std::vector<std::string> arguments = {"check"};
    arguments.insert(arguments.end(), c.arguments.begin(), c.arguments.end());
    arguments.insert(arguments.end(), {"--output-format", "json", "-o", c.path});
    EXPECT_EQ(run_(arguments), 2) << c.path;
    EXPECT_THAT(run_.err, HasSubstr("`" + c.path + "` " + c.says));
    std::string after;
    (void)run_.files.read("/work/" + path, after, 10'000);
    EXPECT_EQ(after, before) << c.path;
  }
}

TEST_F(OutputTargets, OneFileUnderTwoNamesIsOne) {
  EXPECT_EQ(run_({"check", "p", "-o", "a.json", "-o", "./a.json"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("two reports cannot both go to `./a.json`"));
  EXPECT_EQ(run_.files.kind("/work/a.json"), EntryKind::missing);
}

TEST_F(OutputTargets, AnEarlierReportIsOverwritten) {
  for (int i = 0; i < 2; ++i) EXPECT_NE(run_({"check", "p", "-o", "a.json", "-o", "b.sarif"}), 2);
}

}  // namespace
}  // namespace ecac
