#include "compiler/model/near_names.h"

#include <gtest/gtest.h>

namespace ecac::test {
namespace {

TEST(NearNames, AnswersAnewWhenNamesChange) {
  NearNames names;
  names.add("Harbor_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "Harbor_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").distance, 1U);

  names.add("Harbours_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "");  // two are equally near
  names.remove("Harbor_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "Harbours_Portal");
  names.remove("Harbours_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "");
}

TEST(NearNames, TellsOfSeveralOtherCasesTheFirstByName) {
  for (const bool forward : {true, false}) {
    NearNames names;
    names.add(forward ? "HARBOR" : "harbor");
    names.add(forward ? "harbor" : "HARBOR");
    EXPECT_EQ(names.other_case("Harbor"), "HARBOR");
  }
}

}  // namespace
}  // namespace ecac::test
