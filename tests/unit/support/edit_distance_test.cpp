#include "compiler/support/edit_distance.h"

#include <gtest/gtest.h>

#include <array>

namespace ecac {
namespace {

TEST(EditDistance, TellsOneSlip) {
  EXPECT_TRUE(is_one_slip("label", "Label"));
  EXPECT_TRUE(is_one_slip("lable", "label"));
  EXPECT_TRUE(is_one_slip("labl", "label"));
  EXPECT_TRUE(is_one_slip("labell", "label"));
  EXPECT_TRUE(is_one_slip("lebel", "label"));
  EXPECT_FALSE(is_one_slip("lbael2", "label"));
  EXPECT_FALSE(is_one_slip("lbaxl", "label"));
  EXPECT_FALSE(is_one_slip("OpenAI", "OpenID"));
  EXPECT_FALSE(is_one_slip("", "label"));
}

TEST(EditDistance, NearestWordKnowsSwappedNeighbours) {
  constexpr std::array<std::string_view, 3> kWords = {"label", "description", "profile"};
  EXPECT_EQ(nearest_word("lable", kWords), "label");
  EXPECT_EQ(nearest_word("LABEL", kWords), "label");
  EXPECT_EQ(nearest_word("table", kWords), "");
  constexpr std::array<std::string_view, 2> kTwins = {"abc", "abd"};
  EXPECT_EQ(nearest_word("abe", kTwins), "");
}

}  // namespace
}  // namespace ecac
