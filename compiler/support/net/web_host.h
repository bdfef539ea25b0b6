#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ecac {

/// The host that a browser connects to, by the URL standard of the WHATWG. It takes `https:host`,
/// `https:///host`, `https:\\host` and `https://user@host` all for an address of `host`.
struct WebHost {
  /// In small letters, decoded, an IPv4 address in its four numbers, names of other alphabets in
  /// their `xn--` form and an IPv6 address in its brackets. "" where a browser takes none.
  std::string name = {};
  std::size_t begin = 0;  ///< where it is written, in bytes of the text
  std::size_t end = 0;
};

/// None if the text is no address of the web: it does not begin with `http:` or `https:`.
std::optional<WebHost> web_host(std::string_view text);

/// The form in which `WebHost` has a host that somebody wrote; "" if no browser takes it. Letters
/// of other alphabets are taken as they stand: what a browser would make small or would unfold is
/// no other name for it here.
std::string web_host_name(std::string_view host);

}  // namespace ecac
