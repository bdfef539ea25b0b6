#include "compiler/support/text/date_text.h"

#include <gtest/gtest.h>

#include <string_view>

namespace ecac {
namespace {

TEST(DateText, KnowsDatesAndTimes) {
  for (const std::string_view text :
       {"2027-01-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2027-01-31Z",
        "2027-01-31+02:00", "2027-01-31T00:00:00", "2027-01-31T23:59:59.000Z",
        "2027-01-31T10:00:00.5-14:00", "2027-01-31T24:00:00.00"}) {
    EXPECT_TRUE(is_date_or_time(text)) << text;
  }
}

TEST(DateText, RefusesTheRest) {
  for (const std::string_view text : {"",
                                      "2027",
                                      "2027-01",
                                      "2027-1-31",
                                      "20270131",
                                      "2027-02-29",
                                      "1900-02-29",
                                      "2027-04-31",
                                      "2027-00-10",
                                      "2027-13-10",
                                      "2027-01-00",
                                      "0000-01-01",
                                      "-2027-01-01",
                                      "12027-01-01",
                                      "2027-01-31T",
                                      "2027-01-31T10:00",
                                      "2027-01-31T24:00:01",
                                      "2027-01-31T24:00:00.1",
                                      "2027-01-31T10:60:00",
                                      "2027-01-31T10:00:60",
                                      "2027-01-31T10:00:00.",
                                      "2027-01-31X",
                                      "2027-01-31T10:00:00X",
                                      "2027-01-31T10:00:00+14:01",
                                      "2027-01-31T10:00:00+2:00",
                                      "2027-01-31ZZ",
                                      "2027-01-31 10:00:00",
                                      "31.01.2027",
                                      "soon"}) {
    EXPECT_FALSE(is_date_or_time(text)) << text;
  }
}

TEST(DateText, CountsDays) {
  EXPECT_EQ(days_between("2028-02-28", "2028-03-01T23:00:00.000Z"), 2);
  EXPECT_EQ(days_between("2027-01-31T00:00:00Z", "2026-12-31"), -31);
  EXPECT_EQ(days_between("2027-01-31", "2027-01-31T12:00:00Z"), 0);
  EXPECT_EQ(days_between("2027-02-30", "2027-03-01"), std::nullopt);
  EXPECT_EQ(days_between("", "2027-03-01"), std::nullopt);
}

}  // namespace
}  // namespace ecac
