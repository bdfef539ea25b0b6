#include "compiler/support/x509/der.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "tests/unit/support/x509/der_writer.h"

namespace ecac::x509 {
namespace {

using test::bytes_of_hex;

/// Tag and contents of each element, or where it breaks: `30:02017f !` of a SEQUENCE and bytes that
/// are none.
std::string dump(std::string_view hex) {
  const std::string bytes = bytes_of_hex(hex);
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto written = [&](std::string_view of) {
    std::string text;
    for (const char c : of) {
      text += kDigits[static_cast<unsigned char>(c) >> 4];
      text += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return text;
  };
  std::string text;
  DerReader in(bytes);
  while (const std::optional<DerElement> element = in.next()) {
    const char tag = static_cast<char>(element->tag);
    if (!text.empty()) text += ' ';
    text += written({&tag, 1}) + ':' + written(element->contents);
  }
  return in.at_end() ? text : text + " !";
}

TEST(DerReader, TakesElementsOneAfterAnother) {
  EXPECT_EQ(dump(""), "");
  EXPECT_EQ(dump("0500"), "05:");
  EXPECT_EQ(dump("02017f0500"), "02:7f 05:");
  EXPECT_EQ(dump("300302017f"), "30:02017f");
  EXPECT_EQ(dump("9f8101010a"), "9f:0a");  // the number 129, in two bytes
}

TEST(DerReader, TakesNoElementThatIsCutOff) {
  for (const std::string_view hex : {"05", "0201", "300302017", "0481", "048180", "0482", "048201",
                                     "04820100", "9f", "9f81", "9f8101", "1f"}) {
    EXPECT_EQ(dump(hex), " !") << hex;
  }
  EXPECT_EQ(dump("050002"), "05: !");
}

TEST(DerReader, TakesNoLengthThatDerDoesNotWrite) {
  const std::string long_text(130, 'a');
  EXPECT_TRUE(DerReader(test::element(0x04, long_text)).next());
  EXPECT_EQ(dump("048005610000"), " !");  // until something ends it
  EXPECT_EQ(dump("04810161"), " !");      // a byte would do
  EXPECT_EQ(dump("0482000161"), " !");    // a zero in front
  EXPECT_EQ(dump("04850000000001"
                 "61"),
            " !");  // five bytes
  EXPECT_EQ(dump("04ff61"), " !");
  EXPECT_EQ(dump("0484ffffffff61"), " !");  // and not as long as it says
  EXPECT_EQ(dump("9f818181810100"), " !");  // a number of a tag that nobody has
}

TEST(DerReader, StaysInFrontOfAnotherType) {
  const std::string bytes = bytes_of_hex("02017f0500");
  DerReader in(bytes);
  EXPECT_FALSE(in.next(DerTag::null));
  EXPECT_TRUE(in.next(DerTag::integer));
  EXPECT_TRUE(in.skip(DerTag::null));
  EXPECT_TRUE(in.at_end());
}

bool sound(std::string_view hex) {
  const std::string bytes = bytes_of_hex(hex);
  DerReader in(bytes);
  const std::optional<DerElement> element = in.next();
  return element && is_sound(*element);
}

TEST(DerElement, IsSoundInTheFormOfItsType) {
  for (const std::string_view hex :
       {"0101ff",     "010100",     "020100",   "02017f",       "020180", "02020080",
        "0202ff7f",   "030100",     "030207a0", "0400",         "0500",   "06012a",
        "06032a8648", "0603883703", "1e020041", "1c0400000041", "0c00",   "3000",
        "3100",       "a000",       "8000",     "9f810100",     "810100"}) {
    EXPECT_TRUE(sound(hex)) << hex;
  }
}

TEST(DerElement, IsNotSoundInAnother) {
  for (const std::string_view hex :
       {"0000",     "0100",   "0102ffff", "0200",   "02020001", "0202ffff",   "0300",   "030101",
        "030208a0", "050100", "0600",     "060180", "06022a86", "0603802a01", "1e0141", "1c020041",
        "1000",     "1100",   "2c00",     "2400",   "2200",     "2800",       "8100"}) {
    EXPECT_FALSE(sound(hex)) << hex;
  }
}

TEST(BitLength, IsThatOfTheNumber) {
  EXPECT_EQ(bit_length(""), 0U);
  EXPECT_EQ(bit_length(std::string_view("\0\0", 2)), 0U);
  EXPECT_EQ(bit_length("\x01"), 1U);
  EXPECT_EQ(bit_length("\x7f"), 7U);
  EXPECT_EQ(bit_length(std::string_view("\0\x80", 2)), 8U);
  EXPECT_EQ(bit_length(std::string_view("\x01\0", 2)), 9U);
}

}  // namespace
}  // namespace ecac::x509
