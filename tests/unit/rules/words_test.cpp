#include "compiler/diagnostics/words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ecac::test {
namespace {

TEST(Words, ListTwelveNamesAtMost) {
  std::vector<std::string> names = {"A"};
  EXPECT_EQ(list_of_names(names), "`A`");
  names.emplace_back("B");
  EXPECT_EQ(list_of_names(names), "`A` and `B`");
  names.resize(3000, "C");
  EXPECT_EQ(list_of_names(names),
            "`A`, `B`, `C`, `C`, `C`, `C`, `C`, `C`, `C`, `C`, `C`, `C`, and 2988 more");
}

}  // namespace
}  // namespace ecac::test
