#include "compiler/cli/output/fix_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/cases/unknown_element.h"

namespace ecac {
namespace {

using testing::ElementsAre;

ShownFix fix_at(std::optional<LineColumn> position) {
  return {.rule_case = cases::SCH001_unknown,
          .path = "d/f",
          .position = position,
          .description = "Write it",
          .applicability = Applicability::safe};
}

TEST(FixWordsTest, NameAFixByItsPlaceRuleAndDescription) {
  EXPECT_EQ(line_of(fix_at(LineColumn{3, 5})), "d/f:3:5: SCH001 unknown-element: Write it (safe)");
  ShownFix fix = fix_at(std::nullopt);
  fix.applicability = Applicability::unsafe;
  EXPECT_EQ(line_of(fix), "d/f: SCH001 unknown-element: Write it (unsafe)");
}

TEST(FixWordsTest, TellOnceWhyFixesAreLeftOut) {
  using Reason = LeftOutFix::Reason;
  FixOutcome outcome;
  for (const Reason reason : {Reason::outside_project, Reason::occupied, Reason::occupied,
                              Reason::no_file, Reason::no_text, Reason::changed}) {
    outcome.left_out.push_back({fix_at(LineColumn{1, 1}), reason, "/p/f"});
  }
  outcome.left_out.push_back({fix_at(LineColumn{1, 1}), Reason::undone, ""});
  outcome.unfinished = true;
  EXPECT_THAT(
      refusals_of(outcome),
      ElementsAre("d/f: not fixed, because `/p/f` is outside the project",
                  "d/f: not fixed, because something stands at `/p/f` already",
                  "d/f: not fixed, because `/p/f` is no file",
                  "d/f: not fixed, because `/p/f` is no UTF-8 text",
                  "d/f: not fixed, because `/p/f` was changed by somebody else meanwhile",
                  "d/f:1:1: SCH001 unknown-element: Write it (safe): left out, because another "
                  "fix undoes it",
                  "there may be more to fix; ecac stopped after 50 rounds"));
}

}  // namespace
}  // namespace ecac
