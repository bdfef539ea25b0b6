// Where GitHub Actions runs a check, its log gets annotations.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;
using testing::Not;

void make_broken(CliRun& run) {
  run.files.add("/work/p/externalClientApps/Harbor.eca-meta.xml", "<ExternalClientApplication");
  run.environment["GITHUB_ACTIONS"] = "true";
}

TEST(Annotations, FollowTextOnStandardOutput) {
  CliRun run;
  make_broken(run);
  EXPECT_EQ(run({"check", "p"}), 1);
  EXPECT_THAT(run.out, HasSubstr("\n::error title=XML001"));
  EXPECT_EQ(run({"check", "p", "--annotations", "never"}), 1);
  EXPECT_THAT(run.out, Not(HasSubstr("::error")));
  run.environment.clear();
  EXPECT_EQ(run({"check", "p"}), 1);
  EXPECT_THAT(run.out, Not(HasSubstr("::error")));
}

TEST(Annotations, GoNowhereElse) {
  CliRun run;
  make_broken(run);
  EXPECT_EQ(run({"check", "p", "--output-format", "json"}), 1);
  EXPECT_THAT(run.out, Not(HasSubstr("::error")));
}

TEST(Annotations, TellOfAFailedRun) {
  CliRun run;
  make_broken(run);
  run.files.add("/work/p/ecac.json", R"({"rulez": 1})");
  EXPECT_EQ(run({"check", "p"}), 2);
  EXPECT_THAT(run.out, testing::StartsWith("::error title=RUN002"));
}

}  // namespace
}  // namespace ecac
