#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ecac {

/// Whether the text is a host, or `*.` and a domain: no scheme, no port, no path, no other `*`.
bool is_host_pattern(std::string_view text);

/// A list of hosts. `*.example.com` is every host below that domain, and not the domain itself.
/// Two ways to write one host are the same: letter case, a dot at the end, `xn--`, numbers.
class HostPatterns {
 public:
  void add(std::string_view pattern);
  bool empty() const { return patterns_.empty(); }
  /// Costs the same however long the list is. `host` is as a URI or `WebHost` has it; what no
  /// browser takes for a host is not in the list.
  bool contains(std::string_view host) const;

  friend bool operator==(const HostPatterns&, const HostPatterns&) = default;

 private:
  std::set<std::string, std::less<>> patterns_ = {};  ///< small letters
};

}  // namespace ecac
