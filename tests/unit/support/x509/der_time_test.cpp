#include "compiler/support/x509/der_time.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ecac::x509 {
namespace {

std::string utc(std::string_view text) {
  return time_text({.tag = DerTag::utc_time, .contents = text});
}
std::string generalized(std::string_view text) {
  return time_text({.tag = DerTag::generalized_time, .contents = text});
}

TEST(DerTime, ReadsTheFormsOfRfc5280) {
  EXPECT_EQ(utc("491231235959Z"), "2049-12-31T23:59:59Z");
  EXPECT_EQ(utc("500101000000Z"), "1950-01-01T00:00:00Z");
  EXPECT_EQ(utc("000229000000Z"), "2000-02-29T00:00:00Z");
  EXPECT_EQ(generalized("20500101000000Z"), "2050-01-01T00:00:00Z");
  EXPECT_EQ(generalized("99991231235959Z"), "9999-12-31T23:59:59Z");
  EXPECT_EQ(generalized("00010101000000Z"), "0001-01-01T00:00:00Z");
}

TEST(DerTime, ReadsWhatOlderCertificatesHave) {
  EXPECT_EQ(utc("2601311011Z"), "2026-01-31T10:11:00Z");
  EXPECT_EQ(utc("260131101112+0130"), "2026-01-31T08:41:12Z");
  EXPECT_EQ(utc("2601311011-0130"), "2026-01-31T11:41:00Z");
  EXPECT_EQ(utc("260101003000+0100"), "2025-12-31T23:30:00Z");
  EXPECT_EQ(utc("240228233000-0100"), "2024-02-29T00:30:00Z");
  EXPECT_EQ(generalized("202601311011Z"), "2026-01-31T10:11:00Z");
  EXPECT_EQ(generalized("20260131101112.75Z"), "2026-01-31T10:11:12Z");
  EXPECT_EQ(generalized("20260131101112.5+0100"), "2026-01-31T09:11:12Z");
}

TEST(DerTime, IsEmptyForWhatIsNoTime) {
  for (const std::string_view text : {"",
                                      "Z",
                                      "260131101112",
                                      "26013110111Z",
                                      "2601311011120",
                                      "260131101112z",
                                      "260131101112Z ",
                                      " 260131101112Z",
                                      "260229000000Z",
                                      "260431000000Z",
                                      "260001000000Z",
                                      "261301000000Z",
                                      "260100000000Z",
                                      "260131240000Z",
                                      "260131106000Z",
                                      "260131101160Z",
                                      "260131101112.5Z",
                                      "260131101112+01",
                                      "260131101112+1300",
                                      "260131101112+0160",
                                      "260131101112+01000",
                                      "26013110Z",
                                      "-60131101112Z",
                                      "2601311011\xB2\xB2Z"}) {
    EXPECT_EQ(utc(text), "") << text;
  }
  for (const std::string_view text :
       {"260131101112Z", "19000229000000Z", "20260131101112.Z", "20260131101112.5",
        "20260131101112,5Z", "2026013110Z", "99991231235959-0100", "00000101000000+0100"}) {
    EXPECT_EQ(generalized(text), "") << text;
  }
  EXPECT_EQ(time_text({.tag = DerTag::utf8_string, .contents = "491231235959Z"}), "");
}

}  // namespace
}  // namespace ecac::x509
