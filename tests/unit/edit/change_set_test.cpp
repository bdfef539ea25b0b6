#include "compiler/edit/change_set.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac {
namespace {

constexpr FileId kFile{0};

using Operations = std::vector<FileOperation>;

Operations edit(std::uint32_t begin, std::uint32_t end, std::string text) {
  return {EditOperation{{kFile, {begin, end}}, std::move(text)}};
}

ChangeSet change_set() {
  return ChangeSet(
      [](FileId file) { return "file" + std::to_string(static_cast<unsigned>(file)); });
}

std::optional<std::string> apply(const ChangeSet& set, std::string_view text) {
  return apply_edits(text, set.files().at("file0").edits);
}

TEST(ChangeSet, ComposesEditsInAnyOrder) {
  ChangeSet set = change_set();
  EXPECT_TRUE(set.add(edit(8, 9, "three")));
  EXPECT_TRUE(set.add(edit(0, 1, "one")));
  EXPECT_TRUE(set.add(edit(4, 4, "two ")));
  EXPECT_EQ(apply(set, "1 2 3 4 5"), "one 2 two 3 4 three");
}

TEST(ChangeSet, RefusesOverlaps) {
  ChangeSet set = change_set();
  EXPECT_TRUE(set.add(edit(2, 6, "x")));
  EXPECT_FALSE(set.add(edit(5, 8, "y")));
  EXPECT_FALSE(set.add(edit(0, 3, "y")));
  EXPECT_FALSE(set.add(edit(3, 4, "y")));
  EXPECT_FALSE(set.add(edit(0, 9, "y")));
  EXPECT_FALSE(set.add(edit(6, 6, "y")));  // an insertion at the edge has no certain place
  EXPECT_TRUE(set.add(edit(6, 7, "y")));
  EXPECT_TRUE(set.add(edit(2, 6, "x")));  // two findings, one remedy
  EXPECT_FALSE(set.add(edit(2, 6, "z")));
}

TEST(ChangeSet, TwoInsertionsAtOnePlaceHaveNoOrder) {
  ChangeSet set = change_set();
  EXPECT_TRUE(set.add(edit(3, 3, "a")));
  EXPECT_FALSE(set.add(edit(3, 3, "a")));
}

TEST(ChangeSet, TakesAFixWholeOrNotAtAll) {
  ChangeSet set = change_set();
  ASSERT_TRUE(set.add(edit(0, 1, "x")));
  Operations two = edit(5, 6, "y");
  two.push_back(EditOperation{{kFile, {0, 1}}, "z"});
  EXPECT_FALSE(set.add(two));
  EXPECT_EQ(set.files().at("file0").edits.size(), 1u);
  Operations at_odds = edit(10, 12, "a");
  at_odds.push_back(EditOperation{{kFile, {11, 13}}, "b"});
  EXPECT_FALSE(set.add(at_odds));
  EXPECT_FALSE(set.add(Operations{}));
}

TEST(ChangeSet, WholeFilesStandAlone) {
  ChangeSet set = change_set();
  const Operations rename = {RenameOperation{"file0", "new"}};
  EXPECT_TRUE(set.add(rename));
  EXPECT_FALSE(set.add(edit(0, 1, "x")));
  const Operations create = {CreateOperation{"new", "text"}};
  EXPECT_FALSE(set.add(create));
  const Operations removal = {DeleteOperation{"file0"}};
  EXPECT_FALSE(set.add(removal));
}

TEST(ApplyEdits, RefusesWhatDoesNotFitTheText) {
  EXPECT_EQ(apply_edits("abc", {{{1, 5}, "x"}}), std::nullopt);
  EXPECT_EQ(apply_edits("äb", {{{1, 2}, "x"}}), std::nullopt);
  EXPECT_EQ(apply_edits("\xFF\xFE", {{{0, 0}, "x"}}), std::nullopt);
  EXPECT_EQ(apply_edits("", {{{0, 0}, "x"}}), "x");
}

}  // namespace
}  // namespace ecac
