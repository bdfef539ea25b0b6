#include "compiler/schema/name_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ecac {
namespace {

TEST(NameIndex, FindsEveryNameItWasGiven) {
  std::vector<std::string> names;
  for (int i = 0; i < 500; ++i) names.push_back("name" + std::to_string(i * 7));
  NameIndex index;
  index.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_TRUE(index.add(names[i], i));
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(index.find(names[i]), i) << names[i];
  EXPECT_EQ(index.find("name"), NameIndex::kNone);
  EXPECT_EQ(index.find(""), NameIndex::kNone);
}

TEST(NameIndex, KeepsTheFirstOfEqualNames) {
  NameIndex index;
  index.reserve(2);
  EXPECT_TRUE(index.add("a", 0));
  EXPECT_FALSE(index.add("a", 1));
  EXPECT_EQ(index.find("a"), 0);
}

TEST(NameIndex, FindsNothingWhileEmpty) {
  EXPECT_EQ(NameIndex().find("a"), NameIndex::kNone);
}

}  // namespace
}  // namespace ecac
