#include <algorithm>
#include <array>

#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac::secrets {

bool parameter_name_is_secret(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kParts = {
      "secret", "password",        "passwd",      "passphrase",  "privatekey",
      "apikey", "clientassertion", "accesstoken", "refreshtoken"};
  static constexpr std::array<std::string_view, 4> kHarmless = {"url", "endpoint", "type",
                                                                "method"};
  std::string plain = letters_only(name);
  if (plain == "authorization" || plain.ends_with("token")) return true;
  if (ends_with_any(plain, kHarmless)) return false;
  return std::any_of(kParts.begin(), kParts.end(),
                     [&](std::string_view part) { return plain.find(part) != std::string::npos; });
}

void find_parameter_values(std::string_view text, std::vector<TextRange>& found) {
  constexpr std::string_view kName = "<parameterName>";
  constexpr std::string_view kValue = "<parameterValue>";
  std::size_t block_begin = 0;
  while (block_begin < text.size()) {
    std::size_t block_end = text.find("Parameters>", block_begin);
    std::size_t next = block_end == std::string_view::npos ? text.size() : block_end + 11;
    std::string_view block = text.substr(block_begin, next - block_begin);
    std::size_t name = block.find(kName);
    std::size_t value = block.find(kValue);
    if (name != std::string_view::npos && value != std::string_view::npos) {
      name += kName.size();
      value += kValue.size();
      std::string_view shown = block.substr(name, block.find('<', name) - name);
      std::size_t own_end = block.find("</parameterValue", value);
      std::size_t end = own_end == std::string_view::npos ? next_tag_like(block, value) : own_end;
      std::string_view content = block.substr(value, end - value);
      bool formula = content.find("{!") != std::string_view::npos;
      if (!formula && parameter_name_is_secret(shown)) {
        add_value(text, block_begin + value, block_begin + end, found);
      }
    }
    block_begin = next;
  }
}

static bool is_token_char(char c) {
  return ascii::is_letter_or_digit(c) ||
         std::string_view("-_.~+/=!").find(c) != std::string_view::npos;
}

static std::size_t token_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_token_char(text[at])) ++at;
  return at;
}

static void find_private_keys(std::string_view text, std::vector<TextRange>& found) {
  constexpr std::string_view kConsumerKeyPrefix = "-----BEGIN ";
  constexpr std::string_view kEnd = "-----END";
  for (std::size_t at = text.find(kConsumerKeyPrefix); at != std::string_view::npos;
       at = text.find(kConsumerKeyPrefix, at + 1)) {
    std::size_t label_end = text.find("-----", at + kConsumerKeyPrefix.size());
    if (label_end == std::string_view::npos) label_end = text.size();
    if (text.substr(at, label_end - at).find("PRIVATE KEY") == std::string_view::npos) continue;
    std::size_t begin = std::min(label_end + 5, text.size());
    std::size_t end = std::min(text.find(kEnd, begin), next_tag_like(text, begin));
    add_value(text, begin, end, found);
  }
}

static void find_authorization_schemes(std::string_view text, std::vector<TextRange>& found) {
  for (std::string_view scheme : {std::string_view("earer "), std::string_view("asic ")}) {
    for (std::size_t at = text.find(scheme); at != std::string_view::npos;
         at = text.find(scheme, at + 1)) {
      if (at == 0 || std::string_view("bB").find(text[at - 1]) == std::string_view::npos) continue;
      std::size_t begin = skip_space(text, at + scheme.size());
      std::size_t end = token_end(text, begin);
      if (end - begin >= 16) add_value(text, begin, end, found);
    }
  }
}

static void find_json_web_tokens(std::string_view text, std::vector<TextRange>& found) {
  for (std::size_t at = text.find("eyJ"); at != std::string_view::npos;) {
    std::size_t end = token_end(text, at);
    std::string_view token = text.substr(at, end - at);
    bool starts = at == 0 || (!ascii::is_letter_or_digit(text[at - 1]) && text[at - 1] != '_');
    auto dots = std::count(token.begin(), token.end(), '.');
    if (starts && dots >= 2 && token.size() >= 20) add_value(text, at, end, found);
    at = text.find("eyJ", std::max(end, at + 1));
  }
}

static bool starts_ignoring_case(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(),
                    [](char a, char b) { return a == ascii::to_lower(b); });
}

// Access tokens `00D<org>!<key>` and the token formats of other well-known issuers.
static void find_issued_tokens(std::string_view text, std::vector<TextRange>& found) {
  for (std::size_t mark = text.find('!'); mark != std::string_view::npos;
       mark = text.find('!', mark + 1)) {
    std::size_t at = mark;
    while (at > 0 && mark - at < 18 && ascii::is_letter_or_digit(text[at - 1])) --at;
    std::size_t end = token_end(text, mark);
    if (end - mark < 20) continue;
    for (std::size_t size : {18U, 15U}) {
      if (mark - at < size || text.substr(mark - size, 2) != "00") continue;
      add_value(text, mark - size, end, found);
      break;
    }
  }
  for (std::size_t mark = text.find("861"); mark != std::string_view::npos;
       mark = text.find("861", mark + 1)) {
    if (mark < 4 || !starts_ignoring_case(text.substr(mark - 4), "5aep861")) continue;
    std::size_t end = token_end(text, mark);
    if (end - mark >= 20) add_value(text, mark - 4, end, found);
  }
  static constexpr std::array<std::string_view, 5> kPrefixes = {"ghp_", "github_pat_", "xoxb-",
                                                                "xoxp-", "glpat-"};
  for (std::string_view prefix : kPrefixes) {
    for (std::size_t at = text.find(prefix); at != std::string_view::npos;
         at = text.find(prefix, at + 1)) {
      std::size_t end = token_end(text, at);
      if (end - at >= 20) add_value(text, at, end, found);
    }
  }
}

// The password in `https://user:password@host`.
static void find_url_passwords(std::string_view text, std::vector<TextRange>& found) {
  for (std::size_t at = text.find("://"); at != std::string_view::npos;
       at = text.find("://", at + 3)) {
    std::size_t stop = text.find_first_of("/?<>\"'` \t\r\n", at + 3);
    std::string_view authority = text.substr(at + 3, std::min(stop, text.size()) - at - 3);
    std::size_t host = authority.rfind('@');
    std::size_t colon = authority.find(':');
    if (host == std::string_view::npos || colon > host) continue;
    add_value(text, at + 3 + colon + 1, at + 3 + host, found);
  }
}

// Keys of a query whose plain words name other things too: only what looks random is hidden.
static void find_query_credentials(std::string_view text, std::vector<TextRange>& found) {
  static constexpr std::array<std::string_view, 5> kKeys = {"code", "key", "sig", "signature",
                                                            "token"};
  constexpr std::size_t kShortest = 16;
  constexpr double kRandomLooking = 3.5;
  for (std::size_t equals = text.find('='); equals != std::string_view::npos;
       equals = text.find('=', equals + 1)) {
    std::size_t begin = equals;
    while (begin > 0 && is_name_char(text[begin - 1])) --begin;
    if (begin == 0 || std::string_view("?&;").find(text[begin - 1]) == std::string_view::npos) {
      continue;
    }
    std::string_view key = text.substr(begin, equals - begin);
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) continue;
    std::size_t end = std::min(text.find_first_of("&#<>\"'` \t\r\n", equals), text.size());
    std::string_view value = text.substr(equals + 1, end - equals - 1);
    if (value.size() >= kShortest && shannon_entropy(value) >= kRandomLooking) {
      add_value(text, equals + 1, end, found);
    }
  }
}

void find_consumer_keys(std::string_view text, std::vector<TextRange>& found) {
  constexpr std::size_t kShortest = 40;
  for (std::size_t at = text.find(kConsumerKeyPrefix); at != std::string_view::npos;
       at = text.find(kConsumerKeyPrefix, at + 1)) {
    std::size_t end = token_end(text, at);
    if (end - at >= kShortest) add_value(text, at, end, found);
  }
}

void find_tokens(std::string_view text, std::vector<TextRange>& found) {
  find_private_keys(text, found);
  find_authorization_schemes(text, found);
  find_json_web_tokens(text, found);
  find_issued_tokens(text, found);
  find_url_passwords(text, found);
  find_query_credentials(text, found);
}

}  // namespace ecac::secrets
