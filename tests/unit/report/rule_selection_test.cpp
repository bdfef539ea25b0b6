#include "compiler/report/selection/rule_selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/cases/refresh_token_rotation_off.h"

namespace ecac {
namespace {

using testing::HasSubstr;

TEST(RuleSelection, KnowsCases) {
  RuleSelection selection(Mode::lint);
  EXPECT_TRUE(check_selector("SEC002/off"));
  selection.set("SEC002/off", Severity::error);
  EXPECT_EQ(selection.severity(cases::SEC002_off), Severity::error);
  EXPECT_EQ(selection.severity(cases::SEC002_public_client), Severity::warning);
  selection.set("refresh-token-rotation-off/public-client", Severity::off);
  EXPECT_EQ(selection.severity(cases::SEC002_public_client), Severity::off);
  EXPECT_TRUE(selection.suppressed(cases::SEC002_public_client));
  EXPECT_TRUE(selection.is_on("SEC002"));
  EXPECT_FALSE(selection.is_on("SEC002/public-client"));
}

TEST(RuleSelection, SaysWhichCasesThereAre) {
  EXPECT_THAT(check_selector("SEC002/of").error().message, HasSubstr("did you mean `off`?"));
  EXPECT_THAT(check_selector("SEC002/nothing-like").error().message,
              HasSubstr("SEC002 has no case `nothing-like`; it has off"));
  // A family has no cases of its own.
  EXPECT_FALSE(check_selector("SEC/off"));
  EXPECT_FALSE(check_selector("SEC002/"));
}

TEST(RuleSelection, TakesACaseFromTheCommandLine) {
  RuleSelection selection(Mode::lint);
  selection.select_only({"SEC002/off"});
  EXPECT_EQ(selection.severity(cases::SEC002_off), Severity::info);
  EXPECT_EQ(selection.severity(cases::SEC002_public_client), Severity::off);
  selection.ignore("SEC002/off");
  EXPECT_TRUE(selection.ignored(cases::SEC002_off));
}

TEST(RuleSelection, MakesAnEnforcedCaseOnlyGraver) {
  RuleSelection selection(Mode::lint);
  selection.enforce("SEC002/public-client");
  EXPECT_FALSE(selection.set("SEC002", Severity::info));
  EXPECT_EQ(selection.severity(cases::SEC002_public_client), Severity::warning);
  EXPECT_EQ(selection.severity(cases::SEC002_off), Severity::info);
  EXPECT_TRUE(selection.set("SEC002", Severity::error));
  EXPECT_TRUE(selection.any_enforced("SEC"));
  EXPECT_FALSE(selection.any_enforced("SEC002/off"));
  EXPECT_TRUE(overlap("SEC002/off", "SEC"));
  EXPECT_FALSE(overlap("SEC002/off", "SEC002/public-client"));
}

}  // namespace
}  // namespace ecac
