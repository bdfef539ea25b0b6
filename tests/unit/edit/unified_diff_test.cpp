#include "compiler/edit/unified_diff.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace ecac {
namespace {

std::string diff(std::string_view before, std::string_view after) {
  return unified_diff({"f", "f", before, after, before, after});
}

TEST(UnifiedDiff, ShowsThreeLinesOfContext) {
  EXPECT_EQ(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
      "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, IsEmptyForEqualTexts) {
  EXPECT_EQ(diff("a\n", "a\n"), "");
}

TEST(UnifiedDiff, KnowsNewAndDeletedFiles) {
  EXPECT_EQ(unified_diff({"", "f", "", "a\n", "", "a\n"}),
            "diff --git a/f b/f\nnew file mode 100644\n"
            "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(unified_diff({"f", "", "a\n", "", "a\n", ""}),
            "diff --git a/f b/f\ndeleted file mode 100644\n"
            "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n");
  EXPECT_EQ(unified_diff({"", "f", "", "", "", ""}), "diff --git a/f b/f\nnew file mode 100644\n");
}

TEST(UnifiedDiff, QuotesNamesThatCouldEndALine) {
  EXPECT_EQ(unified_diff({"a\n+x", "\"b\\", "", "", "", ""}),
            "diff --git \"a/a\\012+x\" \"b/\\\"b\\\\\"\n"
            "rename from \"a\\012+x\"\nrename to \"\\\"b\\\\\"\n");
}

TEST(UnifiedDiff, OnlyTellsThatSomethingElseDiffers) {
  EXPECT_EQ(unified_diff({"f", "", "\xFF\xFE", "", "", "", false}),
            "diff --git a/f b/f\ndeleted file mode 100644\n"
            "Binary files a/f and /dev/null differ\n");
}

TEST(UnifiedDiff, WritesRenamesAsGitDoes) {
  EXPECT_EQ(unified_diff({"f", "g", "a\n", "a\n", "a\n", "a\n"}),
            "diff --git a/f b/g\nrename from f\nrename to g\n");
  EXPECT_EQ(unified_diff({"f", "g", "a\n", "b\n", "a\n", "b\n"}),
            "diff --git a/f b/g\nrename from f\nrename to g\n"
            "--- a/f\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n");
}

TEST(UnifiedDiff, SaysWhenTheLastLineIsOpen) {
  EXPECT_EQ(
      diff("a", "a\n"),
      "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

TEST(UnifiedDiff, PrintsTheCoveredText) {
  EXPECT_EQ(
      unified_diff({"f", "f", "secret\nold\n", "secret\nnew\n", "******\nold\n", "******\nnew\n"}),
      "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n ******\n-old\n+new\n");
}

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

// What `patch` makes of the hunks.
std::string patched(const std::string& before, const std::string& patch) {
  std::vector<std::string> old_lines = lines_in(before);
  std::vector<std::string> rows = lines_in(patch);
  std::string result;
  std::size_t at = 0;
  for (std::size_t i = 3; i < rows.size(); ++i) {
    const std::string& row = rows[i];
    if (row.starts_with("@@")) {
      std::size_t first = std::stoul(row.substr(4));
      bool none = row.substr(4, row.find(' ', 4) - 4).ends_with(",0");
      std::size_t begin = none ? first : first - 1;
      while (at < begin) result += old_lines[at++];
    } else if (row.starts_with('\\')) {
      continue;
    } else {
      bool open = i + 1 < rows.size() && rows[i + 1].starts_with('\\');
      std::string line = row.substr(1, row.size() - (open ? 2 : 1));
      if (row[0] != '+') {
        EXPECT_EQ(old_lines.at(at++), line);
      }
      if (row[0] != '-') result += line;
    }
  }
  while (at < old_lines.size()) result += old_lines[at++];
  return result;
}

TEST(UnifiedDiff, AppliedToTheOldTextGivesTheNewOne) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string before;
    std::string after;
    for (auto i = 0UL, n = random() % 40; i < n; ++i) {
      std::string line = std::to_string(random() % 5) + "\n";
      if (random() % 8 != 0) before += line;
      if (random() % 6 == 0) after += "new\n";
      if (random() % 8 != 0) after += line;
    }
    if (random() % 4 == 0 && !before.empty()) before.pop_back();
    if (random() % 4 == 0 && !after.empty()) after.pop_back();
    if (before == after) continue;
    EXPECT_EQ(patched(before, diff(before, after)), after) << before << "---\n" << after;
  }
}

}  // namespace
}  // namespace ecac
