#include "compiler/support/x509/object_identifier.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/unit/support/x509/der_writer.h"

namespace ecac::x509 {
namespace {

std::string of_hex(std::string_view hex) {
  return dotted(test::bytes_of_hex(hex));
}

TEST(ObjectIdentifier, IsShownByItsNumbers) {
  EXPECT_EQ(of_hex("00"), "0.0");
  EXPECT_EQ(of_hex("27"), "0.39");
  EXPECT_EQ(of_hex("28"), "1.0");
  EXPECT_EQ(of_hex("4f"), "1.39");
  EXPECT_EQ(of_hex("50"), "2.0");
  EXPECT_EQ(of_hex("7f"), "2.47");
  EXPECT_EQ(of_hex("8100"), "2.48");
  EXPECT_EQ(of_hex("883703"), "2.999.3");
  EXPECT_EQ(of_hex("550403"), "2.5.4.3");
  EXPECT_EQ(of_hex("2a864886f70d010101"), "1.2.840.113549.1.1.1");
}

TEST(ObjectIdentifier, HasNumbersOfAnySize) {
  // One made of the UUID f81d4fae-7dec-11d0-a765-00a0c91e6bf6, as X.667 shows it.
  EXPECT_EQ(of_hex("6983f09da7ebcfdee0c7a1a7b2c0948cc8f9d776"),
            "2.25.329800735698586629295641978511506172918");
  // The first two numbers are one, from which 80 is taken.
  EXPECT_EQ(of_hex("82808080808080808080"
                   "00"),
            "2.2361183241434822606768");
}

TEST(ObjectIdentifier, ThatIsLongerThanAnyIsShownByItsBytes) {
  EXPECT_EQ(dotted(std::string(64, '\x01')).substr(0, 8), "0.1.1.1.");
  EXPECT_EQ(
      dotted(std::string(65, '\x01')), '#' + [] {
        std::string hex;
        for (int i = 0; i < 65; ++i) hex += "01";
        return hex;
      }());
}

TEST(ShownBytes, AreHexadecimal) {
  EXPECT_EQ(shown_bytes(""), "#");
  EXPECT_EQ(shown_bytes("\x0c\xFF"), "#0CFF");
}

}  // namespace
}  // namespace ecac::x509
