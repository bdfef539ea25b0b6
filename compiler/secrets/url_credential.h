#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ecac {

/// What shows a credential in an address, in bytes of the address.
struct UrlCredential {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view what = {};  ///< for people, or the key in the query
  bool of_user = false;        ///< before the host, not in the query

  bool found() const { return begin != end; }
};

/// The first one: the password of `https://user:password@host`, a token in its place, or the value
/// of a key of the query that means a credential. None is found in what is no absolute address.
UrlCredential find_url_credential(std::string_view url);
/// All of them, in their order, and those of the fragment, where tokens come back to a callback.
std::vector<UrlCredential> find_url_credentials(std::string_view url);

}  // namespace ecac
