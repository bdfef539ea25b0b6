#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ecac {

/// Whether the text is a host, or `*.` and a domain: no scheme, no port, no path, no other `*`.
bool is_host_pattern(std::string_view text);

/// A list of hosts. `*.example.com` is every host below that domain, and not the domain itself.
/// Letter case counts for nothing, and neither does a dot at the end.
class HostPatterns {
 public:
  void add(std::string_view pattern);
  bool empty() const { return patterns_.empty(); }
  /// Costs the same however long the list is. `host` is as a URI has it.
  bool contains(std::string_view host) const;

  friend bool operator==(const HostPatterns&, const HostPatterns&) = default;

 private:
  std::set<std::string, std::less<>> patterns_ = {};  ///< small letters
};

}  // namespace ecac
