#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ecac {

/// An IP address as a number. Addresses of one family are ordered by it.
struct IpAddress {
  enum class Family : std::uint8_t { v4, v6 } family = Family::v4;
  std::uint64_t high = 0;  ///< upper half of an IPv6 address
  std::uint64_t low = 0;
  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// Reads dotted decimal IPv4 (no leading zeros) and IPv6 by RFC 4291 section 2.2, without a prefix
/// length or a zone; none for anything else.
std::optional<IpAddress> parse_ip_address(std::string_view text);

/// How many addresses lie between two of one family, both included; at most 2^64 - 1 is said.
std::uint64_t count_addresses(const IpAddress& first, const IpAddress& last);

}  // namespace ecac
