#include "compiler/secrets/url_credential.h"

#include <algorithm>

#include "compiler/secrets/secret_value.h"

namespace ecac {

namespace {

/// A key of a query that holds a credential. The plain words mean many other things too, so their
/// values have to look like one.
struct QueryKey {
  std::string_view name;
  bool ambiguous;
};

constexpr QueryKey kKeys[] = {
    {"access_token", false}, {"api_key", false},  {"code", true},
    {"key", true},           {"password", false}, {"secret", false},
    {"sig", false},          {"token", false},    {"client_secret", false}};

bool is_random_looking(std::string_view value) {
  return value.size() >= 16 && shannon_entropy(value) >= 3.5;
}

/// A token may stand alone where user and password do.
UrlCredential credential_of_user(std::string_view url, std::size_t authority) {
  const std::size_t end = std::min(url.find_first_of("/?#", authority), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == std::string_view::npos || at < authority) return {};
  const std::size_t colon = url.find(':', authority);
  const bool pair = colon < at;
  const std::size_t begin = pair ? colon + 1 : authority;
  const std::string_view secret = url.substr(begin, at - begin);
  if (!may_be_secret(secret) || (!pair && !is_random_looking(secret))) return {};
  return {begin, at, pair ? "a password" : "a user that looks like a token", true};
}

/// Adds those of the pairs between a mark at `at` and `end`, at most so many.
void add_credentials_of_pairs(std::string_view url, std::size_t at, std::size_t end,
                              std::size_t most, std::vector<UrlCredential>& found) {
  while (at < end && found.size() < most) {
    const std::size_t next = std::min(url.find('&', at + 1), end);
    const std::string_view pair = url.substr(at + 1, next - at - 1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos) {
      const std::string_view value = pair.substr(equals + 1);
      for (const QueryKey& key : kKeys) {
        if (pair.substr(0, equals) != key.name || !may_be_secret(value)) continue;
        if (key.ambiguous && !is_random_looking(value)) continue;
        const std::size_t begin = at + 1 + equals + 1;
        found.push_back({begin, begin + value.size(), key.name});
        break;
      }
    }
    at = next;
  }
}

/// Those before the fragment.
std::vector<UrlCredential> credentials_of(std::string_view url, std::size_t most) {
  std::vector<UrlCredential> found;
  const std::size_t authority = url.find("://");
  if (authority == std::string_view::npos) return found;
  const UrlCredential of_user = credential_of_user(url, authority + 3);
  if (of_user.found()) found.push_back(of_user);
  add_credentials_of_pairs(url, url.find('?'), std::min(url.find('#'), url.size()), most, found);
  return found;
}

}  // namespace

UrlCredential find_url_credential(std::string_view url) {
  const std::vector<UrlCredential> found = credentials_of(url, 1);
  return found.empty() ? UrlCredential() : found.front();
}

std::vector<UrlCredential> find_url_credentials(std::string_view url) {
  std::vector<UrlCredential> found = credentials_of(url, url.size());
  if (url.find("://") == std::string_view::npos) return found;
  add_credentials_of_pairs(url, url.find('#'), url.size(), url.size(), found);
  return found;
}

}  // namespace ecac
