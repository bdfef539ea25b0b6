#include "compiler/support/x509/distinguished_name.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/support/x509/der_writer.h"

namespace ecac::x509 {
namespace {

using namespace std::string_literals;
using test::bytes_of_hex;
using test::NamePart;
using test::RelativeName;

std::optional<std::string> name(std::string_view bytes) {
  DerReader in(bytes);
  return read_name(in);
}

std::optional<std::string> name(const std::vector<RelativeName>& names) {
  return name(test::name_of(names));
}

std::optional<std::string> of_value(std::uint8_t type, std::string value) {
  return name({{NamePart{"2.5.4.3", type, std::move(value)}}});
}

TEST(DistinguishedName, StartsWithItsLastPart) {
  EXPECT_EQ(name(std::vector<RelativeName>()), "");
  EXPECT_EQ(name({{{"2.5.4.6", 0x13, "DE"}}, {{"2.5.4.3", 0x0C, "quay"}}}), "CN=quay,C=DE");
  EXPECT_EQ(name({{{"2.5.4.6", 0x13, "DE"}},
                  {{"2.5.4.3", 0x0C, "quay"}, {"2.5.4.5", 0x13, "7"}},
                  {{"0.9.2342.19200300.100.1.25", 0x16, "example"}}}),
            "DC=example,serialNumber=7+CN=quay,C=DE");
}

TEST(DistinguishedName, ShowsAttributesWithoutANameByTheirNumbersAndBytes) {
  EXPECT_EQ(name({{{"1.3.6.1.4.1.55555.1", 0x0C, "ab"}}}), "1.3.6.1.4.1.55555.1=#0C026162");
}

TEST(DistinguishedName, EscapesByRfc2253) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"Quay, Inc.", R"(Quay\, Inc.)"},
      {R"(a+b"c\d<e>f;g)", R"(a\+b\"c\\d\<e\>f\;g)"},
      {"a=b#c", "a=b#c"},
      {"#a", R"(\#a)"},
      {"#", R"(\#)"},
      {" a b ", R"(\ a b\ )"},
      {" ", R"(\ )"},
      {"", ""},
      {"a\nb\x7F", R"(a\0Ab\7F)"},
      {"K\xC3\xB6ln", R"(K\C3\B6ln)"},
  };
  for (const auto& [value, shown] : cases) {
    EXPECT_EQ(of_value(0x0C, std::string(value)), "CN=" + std::string(shown)) << value;
  }
}

TEST(DistinguishedName, ReadsEveryTypeOfText) {
  const std::string shown = R"(CN=K\C3\B6ln)";
  EXPECT_EQ(of_value(0x0C, "K\xC3\xB6ln"), shown);
  for (const std::uint8_t type :
       std::initializer_list<std::uint8_t>{0x12, 0x13, 0x14, 0x16, 0x1A}) {
    EXPECT_EQ(of_value(type, "K\xF6ln"), shown) << int{type};
  }
  EXPECT_EQ(of_value(0x1E, "\0K\0\xF6\0l\0n"s), shown);
  EXPECT_EQ(of_value(0x1C, "\0\0\0K\0\0\0\xF6\0\0\0l\0\0\0n"s), shown);
  EXPECT_EQ(of_value(0x1C, "\0\1\xF6\xA2"s), R"(CN=\F0\9F\9A\A2)");
}

TEST(DistinguishedName, ShowsOtherTypesByTheirBytes) {
  EXPECT_EQ(of_value(0x03, "\0\xAB"s), "CN=#030200AB");
  EXPECT_EQ(of_value(0x30, ""), "CN=#3000");
  EXPECT_EQ(of_value(0x99, "a"), "CN=#990161");
}

TEST(DistinguishedName, RefusesTextsThatAreNone) {
  EXPECT_EQ(of_value(0x0C, "\xC3"), std::nullopt);
  EXPECT_EQ(of_value(0x0C, "\xED\xA0\x80"), std::nullopt);
  EXPECT_EQ(of_value(0x1E, "abc"), std::nullopt);
  EXPECT_EQ(of_value(0x1E, "\xD8\x00"s), std::nullopt);
  EXPECT_EQ(of_value(0x1C, "\0\0\0"s), std::nullopt);
  EXPECT_EQ(of_value(0x1C, "\0\x11\0\0"s), std::nullopt);
}

TEST(DistinguishedName, RefusesWhatIsNoName) {
  for (const std::string_view hex : {
           "",
           "3100",                     // a SET
           "30023000",                 // of a SEQUENCE
           "300431023000",             // an attribute without anything
           "30093107300506035504033",  // cut off
           "30093107300506035504"
           "03",  // without a value
           "300e310c300a06035504030c016105"
           "00",                // with two
           "3006310430020101",  // no type
           "30023101",          // longer than there is
       }) {
    EXPECT_EQ(name(bytes_of_hex(hex)), std::nullopt) << hex;
  }
}

}  // namespace
}  // namespace ecac::x509
