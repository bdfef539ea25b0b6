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
