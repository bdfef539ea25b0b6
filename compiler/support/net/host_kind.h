#pragma once

#include <cstdint>
#include <string_view>

namespace ecac {

/// From where a host of a URI can be reached.
enum class HostKind : std::uint8_t {
  anywhere,
  loopback,  ///< the machine itself: localhost, 127.0.0.0/8, [::1]
  nearby,    ///< a private or link-local network, `.local`, or no certain address
};

/// `host` as a URI writes it, an IPv6 address in its brackets.
HostKind host_kind(std::string_view host);

}  // namespace ecac
