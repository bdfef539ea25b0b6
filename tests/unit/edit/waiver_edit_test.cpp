#include "compiler/edit/waiver_edit.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compiler/edit/change_set.h"

namespace ecac {
namespace {

std::string with(const std::string& text, std::string_view pointer, const NewWaiver& waiver) {
  const TextEdits edits = waiver_edits(text, pointer, waiver);
  if (!edits) return "none";
  std::map<TextRange, std::string> by_place;
  for (const TextEdit& edit : *edits) by_place.emplace(edit.range, edit.text);
  return apply_edits(text, by_place).value_or("not applicable");
}

const NewWaiver kWaiver = {
    .fingerprint = "a6aa61a6e90763b7", .rule = "SCH017", .reason = "the package sets it"};

TEST(WaiverEdit, WritesTheFirstEntryOfAFile) {
  EXPECT_EQ(
      with(std::string(kEmptyConfiguration), "", kWaiver),
      "{\n  \"waivers\": [\n    {\n      \"fingerprint\": \"a6aa61a6e90763b7\",\n"
      "      \"rule\": \"SCH017\",\n      \"reason\": \"the package sets it\"\n    }\n  ]\n}\n");
}

TEST(WaiverEdit, KeepsCommentsAndTheFormOfTheFile) {
  EXPECT_EQ(
      with("{\r\n\t// ours\r\n\t\"waivers\": [{\"rule\": \"SEC005\", \"reason\": \"x\"}]\r\n}", "",
           kWaiver),
      "{\r\n\t// ours\r\n\t\"waivers\": [{\"rule\": \"SEC005\", \"reason\": \"x\"}, "
      "{\"fingerprint\": \"a6aa61a6e90763b7\", \"rule\": \"SCH017\", "
      "\"reason\": \"the package sets it\"}]\r\n}");
}

TEST(WaiverEdit, WritesIntoTheProjectFile) {
  const std::string text =
      with(R"({"plugins": {"ecac": {"mode": "lint"}}})", "/plugins/ecac", kWaiver);
  EXPECT_NE(text.find(R"("ecac": {"mode": "lint", "waivers": [)"), std::string::npos) << text;
}

TEST(WaiverEdit, WritesWhoAndUntilWhenOnlyIfTheyAreSaid) {
  NewWaiver waiver = kWaiver;
  waiver.owner = "identity";
  waiver.until = "2027-03-31";
  const std::string text = with("{}", "", waiver);
  EXPECT_NE(text.find(R"("owner": "identity")"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("until": "2027-03-31")"), std::string::npos) << text;
  EXPECT_EQ(with("{}", "", kWaiver).find("owner"), std::string::npos);
}

TEST(WaiverEdit, RefusesWhatIsNoList) {
  EXPECT_EQ(with(R"({"waivers": "none"})", "", kWaiver), "none");
  EXPECT_EQ(with("{", "", kWaiver), "none");
}

}  // namespace
}  // namespace ecac
