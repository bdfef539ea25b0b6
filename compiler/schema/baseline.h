#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ecac {

/// A scheme of callback addresses that means something to everybody.
struct KnownScheme {
  enum class Use : std::uint8_t {
    vendor,       ///< of one vendor's program
    placeholder,  ///< stands there because something must
    dangerous,    ///< runs code, reads files or leaks the answer
  };
  std::string_view name;
  Use use = Use::vendor;
};

/// A host of callback addresses that more than one app has.
struct KnownHost {
  enum class Use : std::uint8_t {
    client,       ///< a hosted client
    shared_tool,  ///< a developer's tool at one address for everybody
    echo,         ///< pages of Salesforce that only show the answer
  };
  std::string_view name;  ///< with a dot in front all below it
  Use use = Use::client;
  bool keeps_secret = false;
  std::vector<std::string_view> paths = {};  ///< only these; empty is all
};

/// What the rules on security measure against (schemas/baseline.xml). A limit of 0 is none.
struct Baseline {
  int refresh_lifetime_days = 0;
  int refresh_idle_days = 0;
  int generated_lifetime_days = 0;  ///< what a new app's policies say
  int guest_token_minutes = 0;
  int scopes = 0;
  int all_scopes = 0;   ///< so many are ticked as a whole, not chosen
  int ipv4_prefix = 0;  ///< the widest trusted network that is not worth a word
  int ipv6_prefix = 0;
  int formula_characters = 0;  ///< the longest formula of a header
  std::vector<KnownScheme> schemes = {};
  std::vector<KnownHost> hosts = {};

  /// Both whatever the letter case; null if nothing is known.
  const KnownScheme* scheme(std::string_view name) const;
  const KnownHost* host(std::string_view name, std::string_view path) const;
};

}  // namespace ecac
