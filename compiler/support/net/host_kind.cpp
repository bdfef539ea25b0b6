#include "compiler/support/net/host_kind.h"

#include <algorithm>
#include <array>

#include "compiler/support/edit_distance.h"
#include "compiler/support/net/ip_address.h"

namespace ecac {

namespace {

/// The first bits that the addresses of a network share.
struct Network {
  IpAddress address;
  int prefix;

  bool contains(const IpAddress& other) const {
    if (other.family != address.family) return false;
    const bool v4 = address.family == IpAddress::Family::v4;
    const std::uint64_t difference =
        v4 ? (other.low ^ address.low) << 32 : other.high ^ address.high;
    return difference >> (64 - prefix) == 0;
  }
};

constexpr Network v4(unsigned a, unsigned b, int prefix) {
  return {{IpAddress::Family::v4, 0, std::uint64_t{a} << 24 | std::uint64_t{b} << 16}, prefix};
}
constexpr Network v6(std::uint64_t group, int prefix) {
  return {{IpAddress::Family::v6, group << 48, 0}, prefix};
}

/// RFC 1918, RFC 3927, RFC 4193, RFC 4291; and "this network" of RFC 1122.
constexpr std::array kNearby = {v4(0, 0, 8),      v4(10, 0, 8),  v4(169, 254, 16), v4(172, 16, 12),
                                v4(192, 168, 16), v6(0xFC00, 7), v6(0xFE80, 10)};

bool ends_ignoring_case(std::string_view text, std::string_view end) {
  return text.size() > end.size() &&
         equal_ignoring_case(text.substr(text.size() - end.size()), end);
}

}  // namespace

HostKind host_kind(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (equal_ignoring_case(host, "localhost") || ends_ignoring_case(host, ".localhost")) {
    return HostKind::loopback;
  }
  if (ends_ignoring_case(host, ".local")) return HostKind::nearby;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto address = parse_ip_address(host);
  if (!address) return HostKind::anywhere;
  if (v4(127, 0, 8).contains(*address)) return HostKind::loopback;
  if (address->family == IpAddress::Family::v6 && address->high == 0 && address->low <= 1) {
    return address->low == 1 ? HostKind::loopback : HostKind::nearby;
  }
  const bool nearby = std::any_of(kNearby.begin(), kNearby.end(), [&](const Network& network) {
    return network.contains(*address);
  });
  return nearby ? HostKind::nearby : HostKind::anywhere;
}

}  // namespace ecac
