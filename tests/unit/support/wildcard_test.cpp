#include "compiler/support/text/wildcard.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac {
namespace {

TEST(Wildcard, StandsForAnyCharacters) {
  for (const auto& [pattern, text] :
       {std::pair("", ""), std::pair("*", ""), std::pair("*", "a:b/c"), std::pair("a*", "abc"),
        std::pair("*c", "abc"), std::pair("a*c", "ac"), std::pair("a*b*c", "aXbbYc"),
        std::pair("*ab", "aab"), std::pair("a**c", "abc")}) {
    EXPECT_TRUE(matches_wildcard(pattern, text)) << pattern << ' ' << text;
  }
  for (const auto& [pattern, text] :
       {std::pair("", "a"), std::pair("a", ""), std::pair("a*", "ba"), std::pair("*c", "cb"),
        std::pair("a*b*c", "acb"), std::pair("abc", "ab"), std::pair("ab", "abc")}) {
    EXPECT_FALSE(matches_wildcard(pattern, text)) << pattern << ' ' << text;
  }
}

TEST(Wildcard, TakesNoLongerForManyOfThem) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(matches_wildcard(pattern + "*b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace ecac
