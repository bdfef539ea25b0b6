#include "compiler/support/net/ip_address.h"

#include <gtest/gtest.h>

namespace ecac::ip_address_test {
namespace {

using Family = IpAddress::Family;

struct AddressCase {
  std::string_view text;
  IpAddress address;
};

constexpr AddressCase kAddresses[] = {
    {"0.0.0.0", {Family::v4, 0, 0}},
    {"192.0.2.20", {Family::v4, 0, 0xC0000214}},
    {"255.255.255.255", {Family::v4, 0, 0xFFFFFFFF}},
    {"::", {Family::v6, 0, 0}},
    {"::1", {Family::v6, 0, 1}},
    {"1::", {Family::v6, 0x0001000000000000, 0}},
    {"2001:db8::1", {Family::v6, 0x20010DB800000000, 1}},
    {"2001:DB8::0:1", {Family::v6, 0x20010DB800000000, 1}},
    {"2001:db8:0:0:0:0:0:1", {Family::v6, 0x20010DB800000000, 1}},
    {"1:2:3:4:5:6:7:8", {Family::v6, 0x0001000200030004, 0x0005000600070008}},
    {"1::3:4:5:6:7:8", {Family::v6, 0x0001000000030004, 0x0005000600070008}},
    {"::ffff:192.0.2.1", {Family::v6, 0, 0x0000FFFFC0000201}},
    {"64:ff9b::192.0.2.33", {Family::v6, 0x0064FF9B00000000, 0xC0000221}},
    {"1:2:3:4:5:6:1.2.3.4", {Family::v6, 0x0001000200030004, 0x0005000601020304}},
};

TEST(IpAddress, ReadsBothFamilies) {
  for (const AddressCase& expected : kAddresses) {
    const auto address = parse_ip_address(expected.text);
    ASSERT_TRUE(address.has_value()) << expected.text;
    EXPECT_EQ(*address, expected.address) << expected.text;
  }
}

TEST(IpAddress, RefusesWhatIsNone) {
  for (const std::string_view text : {"",
                                      "1",
                                      "1.2.3",
                                      "1.2.3.4.5",
                                      "192.0.2.300",
                                      "192.0.2.",
                                      ".1.2.3",
                                      "1..2.3",
                                      "192.0.2.01",
                                      "1.2.3.4 ",
                                      " 1.2.3.4",
                                      "1.2.3.0x4",
                                      "-1.2.3.4",
                                      "1.2.3.4/24",
                                      "example.com",
                                      ":",
                                      ":::",
                                      "1::2::3",
                                      "1:2:3:4:5:6:7",
                                      "1:2:3:4:5:6:7:8:9",
                                      "1:2:3:4::5:6:7:8",
                                      ":1:2:3:4:5:6:7",
                                      "1:2:3:4:5:6:7:",
                                      "::12345",
                                      "::g",
                                      "fe80::1%eth0",
                                      "2001:db8::/32",
                                      "::1.2.3",
                                      "1.2.3.4::",
                                      "1:2:3:4:5:6:7:1.2.3.4",
                                      "::1.2.3.4:5",
                                      "[::1]"}) {
    EXPECT_FALSE(parse_ip_address(text).has_value()) << text;
  }
}

TEST(IpAddress, OrdersWithinAFamily) {
  EXPECT_LT(*parse_ip_address("192.0.2.9"), *parse_ip_address("192.0.2.20"));
  EXPECT_LT(*parse_ip_address("2001:db8::ffff"), *parse_ip_address("2001:db8::1:0"));
  EXPECT_LT(*parse_ip_address("::ffff:ffff:ffff:ffff"), *parse_ip_address("0:0:0:1::"));
}

TEST(IpAddress, Counts) {
  const auto count = [](std::string_view first, std::string_view last) {
    return count_addresses(*parse_ip_address(first), *parse_ip_address(last));
  };
  EXPECT_EQ(count("192.0.2.1", "192.0.2.1"), 1u);
  EXPECT_EQ(count("192.0.2.0", "192.0.2.255"), 256u);
  EXPECT_EQ(count("0.0.0.0", "255.255.255.255"), 1ull << 32);
  EXPECT_EQ(count("2001:db8::", "2001:db8::f"), 16u);
  EXPECT_EQ(count("0:0:0:1:ffff:ffff:ffff:ffff", "0:0:0:2::"), 2u);
  EXPECT_EQ(count("2001:db8::", "2001:db8:0:0:ffff:ffff:ffff:ffff"), ~0ull);
  EXPECT_EQ(count("::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ~0ull);
}

}  // namespace
}  // namespace ecac::ip_address_test
