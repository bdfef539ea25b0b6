#include "compiler/report/covered_diff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecac {
namespace {

using testing::HasSubstr;

std::string diff(const std::vector<FileChange>& changes) {
  return covered_diff(changes, "/p", *SchemaSet::embedded());
}

TEST(CoveredDiffTest, ShowsWhatMovedWentAndCame) {
  EXPECT_EQ(
      diff({{.old_path = "/p/old", .new_path = "/p/d/new", .before = "text 1", .after = "text 2"},
            {.old_path = "/p/double", .before = "x"},
            {.new_path = "/p/made", .after = "b"}}),
      "diff --git a/old b/d/new\nrename from old\nrename to d/new\n"
      "--- a/old\n+++ b/d/new\n@@ -1 +1 @@\n-text 1\n\\ No newline at end of file\n"
      "+text 2\n\\ No newline at end of file\n"
      "diff --git a/double b/double\ndeleted file mode 100644\n"
      "--- a/double\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n"
      "diff --git a/made b/made\nnew file mode 100644\n"
      "--- /dev/null\n+++ b/made\n@@ -0,0 +1 @@\n+b\n\\ No newline at end of file\n");
}

TEST(CoveredDiffTest, CoversSecretsInEveryLine) {
  const std::string secret = "hunter2hunter2hunter2";
  const std::string before =
      "<x>\n<consumerSecret>" + secret + "</consumerSecret>\n<y>1</y>\n</x>\n";
  const std::string after = "<x>\n<label>" + secret + "</label>\n<y>2</y>\n</x>\n";
  const std::string shown = diff(
      {{.old_path = "/p/a", .new_path = "/p/a", .before = before, .after = after},
       {.old_path = "/p/gone", .before = "<consumerSecret>" + secret + "other</consumerSecret>\n"},
       {.old_path = "/p/wide", .before = std::string("\xFF\xFE<\0", 4) + secret}});
  EXPECT_EQ(shown.find(secret), std::string::npos) << shown;
  EXPECT_THAT(shown, HasSubstr("-<consumerSecret>hunt*"));
  EXPECT_THAT(shown, HasSubstr("+<label>hunt*"));
  EXPECT_THAT(shown, HasSubstr("Binary files a/wide and /dev/null differ"));
}

}  // namespace
}  // namespace ecac
