#include "compiler/support/path_text.h"

#include <gtest/gtest.h>

namespace ecac::path_text_test {
namespace {

TEST(PathText, MakesPathsAbsolute) {
  EXPECT_EQ(absolute_path("/a/b", "c/d"), "/a/b/c/d");
  EXPECT_EQ(absolute_path("/a/b", "../c/./d/"), "/a/c/d");
  EXPECT_EQ(absolute_path("/a/b", "/c//d"), "/c/d");
  EXPECT_EQ(absolute_path("/a", "../../.."), "/");
  EXPECT_EQ(absolute_path("/a/b", "."), "/a/b");
  EXPECT_EQ(absolute_path("", "./force-app/"), "force-app");
  EXPECT_EQ(absolute_path("", "a/../../b"), "../b");
  EXPECT_EQ(absolute_path("", "."), "");
}

TEST(PathText, TakesPathsOfWindowsWhereTheBaseIsOne) {
  const std::string_view base = "/C:/Users/Ada Example";
  EXPECT_EQ(absolute_path(base, "force-app\\main"), "/C:/Users/Ada Example/force-app/main");
  EXPECT_EQ(absolute_path(base, ".\\..\\b/c"), "/C:/Users/b/c");
  EXPECT_EQ(absolute_path(base, "d:\\work"), "/D:/work");
  EXPECT_EQ(absolute_path(base, "D:"), "/D:");
  EXPECT_EQ(absolute_path(base, "D:/a/../b"), "/D:/b");
  EXPECT_EQ(absolute_path(base, "\\temp"), "/C:/temp");
  EXPECT_EQ(absolute_path(base, "\\\\server\\share\\a"), "/UNC:/server/share/a");
  EXPECT_EQ(absolute_path(base, "\\\\?\\C:\\a"), "/C:/a");
  EXPECT_EQ(absolute_path(base, "\\\\?\\UNC\\server\\share"), "/UNC:/server/share");
  EXPECT_EQ(absolute_path(base, "/C:/a"), "/C:/a");
  EXPECT_EQ(absolute_path(base, "caf\xC3\xA9 x"), "/C:/Users/Ada Example/caf\xC3\xA9 x");
  EXPECT_EQ(absolute_path("/UNC:/server/share", "..\\other"), "/UNC:/server/other");
  EXPECT_EQ(absolute_path("/UNC:/server/share", "a"), "/UNC:/server/share/a");
}

/// Elsewhere these are names like others.
TEST(PathText, LeavesBackslashesAndColonsAloneElsewhere) {
  EXPECT_EQ(absolute_path("/a", "b\\c"), "/a/b\\c");
  EXPECT_EQ(absolute_path("/a", "C:\\b"), "/a/C:\\b");
  EXPECT_EQ(absolute_path("/C", "D:/b"), "/C/D:/b");
  EXPECT_EQ(absolute_path("", "C:/b"), "C:/b");
}

TEST(PathText, WritesPathsOfWindowsAsPeopleThereDo) {
  EXPECT_EQ(written_path("/C:/a/b"), "C:/a/b");
  EXPECT_EQ(written_path("/UNC:/server/share"), "//server/share");
  EXPECT_EQ(written_path("/a/b"), "/a/b");
  EXPECT_EQ(written_path("C:/a"), "C:/a");
  EXPECT_TRUE(is_windows_path("/z:"));
  EXPECT_FALSE(is_windows_path("/zz:/a"));
  EXPECT_FALSE(is_windows_path("/UNC/a"));
}

TEST(PathText, TakesPathsApart) {
  EXPECT_EQ(parent_path("/a/b"), "/a");
  EXPECT_EQ(parent_path("/a"), "/");
  EXPECT_EQ(parent_path("a"), "");
  EXPECT_EQ(file_name("/a/b.c"), "b.c");
  EXPECT_TRUE(is_within("/a/b", "/a"));
  EXPECT_TRUE(is_within("/a", "/a"));
  EXPECT_TRUE(is_within("/a", "/"));
  EXPECT_FALSE(is_within("/ab", "/a"));
  EXPECT_EQ(relative_path("/a/b/c", "/a"), "b/c");
  EXPECT_EQ(relative_path("/a", "/"), "a");
  EXPECT_EQ(relative_path("/a", "/a"), "");
}

}  // namespace
}  // namespace ecac::path_text_test
