#include <algorithm>
#include <array>

#include "compiler/secrets/plain_text.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac::secrets {

bool parameter_name_is_secret(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kParts = {
      "secret",       "password", "passwd",          "passphrase",
      "privatekey",   "apikey",   "clientassertion", "accesstoken",
      "refreshtoken", "passcode", "functionskey",    "subscriptionkey"};
  static constexpr std::array<std::string_view, 4> kHarmless = {"url", "endpoint", "type",
                                                                "method"};
  static constexpr std::array<std::string_view, 9> kWhole = {
      "xauth",      "auth",        "setcookie",   "key",         "xkey",
      "credential", "credentials", "xcredential", "xcredentials"};
  const std::string plain = letters_only(name);
  if (ends_with_any(plain, kHarmless)) return false;
  return sounds_secret(name) || std::find(kWhole.begin(), kWhole.end(), plain) != kWhole.end() ||
         std::any_of(kParts.begin(), kParts.end(),
                     [&](std::string_view part) { return plain.find(part) != std::string::npos; });
}

/// The last of the words of a name: `Key` of `X-Key`, `pin` of `cardPin`, all of `KEY`.
static std::string_view last_word(std::string_view name) {
  std::size_t begin = name.size();
  while (begin > 0 && ascii::is_letter_or_digit(name[begin - 1])) {
    --begin;
    const bool follows_small = begin > 0 && !ascii::is_capital(name[begin - 1]);
    if (ascii::is_capital(name[begin]) && follows_small) break;
  }
  return name.substr(begin);
}

bool parameter_value_is_hidden(std::string_view name) {
  // Each is a secret or none, and the name does not tell: a session or an account, the key of a
  // lock or of a record, a signature that lets somebody in or one that is checked.
  static constexpr std::array<std::string_view, 9> kWords = {
      "key", "keys", "pin", "sid", "credential", "credentials", "sig", "signature", "session"};
  // What the platform calls a reference to a component, and a way to log in.
  static constexpr std::array<std::string_view, 3> kOfPlatform = {
      "externalcredential", "namedcredential", "clientcredentials"};
  if (parameter_name_is_secret(name)) return true;
  const std::string plain = letters_only(name);
  if (std::find(kOfPlatform.begin(), kOfPlatform.end(), plain) != kOfPlatform.end()) return false;
  const std::string word = ascii::in_small_letters(last_word(name));
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

/// Where the content of the next start tag begins whose name begins with `word`, however it is
/// written: with a prefix, blanks, attributes, more letters or without its `>`; npos without one.
static std::size_t loose_content(std::string_view text, std::string_view word, std::size_t from) {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    std::size_t name = skip_space(text, at + 1);
    const std::size_t colon = text.substr(name, 32).find(':');
    const std::string_view prefix = text.substr(name, std::min<std::size_t>(colon, 32));
    if (colon != std::string_view::npos &&
        std::all_of(prefix.begin(), prefix.end(), is_name_char)) {
      name += colon + 1;
    }
    if (!std::equal(
            word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(name),
            text.begin() + static_cast<std::ptrdiff_t>(std::min(name + word.size(), text.size())),
            [](char a, char b) { return a == ascii::to_lower(b); })) {
      continue;
    }
    const std::size_t close = text.find_first_of("<>", name);
    if (close != std::string_view::npos && text[close] == '>') {
      if (text[close - 1] == '/') continue;
      return close + 1;
    }
    return name + word.size();
  }
  return std::string_view::npos;
}

static std::string parameter_name_in(std::string_view block) {
  constexpr std::size_t kLongestName = 256;
  const std::size_t name = loose_content(block, "parametername", 0);
  if (name == std::string_view::npos) return {};
  const std::string_view rest = block.substr(name, kLongestName);
  const PlainText plain(rest.substr(0, rest.find("</")));
  return std::string(plain.text().substr(0, plain.text().find('<')));
}

void find_parameter_values(std::string_view text, std::vector<TextRange>& found) {
  constexpr std::string_view kValueEnd = "</parameterValue";
  std::size_t block_begin = 0;
  while (block_begin < text.size()) {
    const std::size_t block_end = text.find("Parameters>", block_begin);
    const std::size_t next = block_end == std::string_view::npos ? text.size() : block_end + 11;
    const std::string_view block = text.substr(block_begin, next - block_begin);
    if (parameter_value_is_hidden(parameter_name_in(block))) {
      // One value is right; whoever writes two means both.
      std::size_t own_end = 0;  ///< of the value, where it has an end tag
      for (std::size_t value = loose_content(block, "parametervalue", 0);
           value != std::string_view::npos;) {
        if (own_end != std::string_view::npos && own_end < value) {
          own_end = block.find(kValueEnd, value);
        }
        const std::size_t end =
            own_end == std::string_view::npos ? next_tag_like(block, value) : own_end;
        const bool formula = block.substr(value, end - value).find("{!") != std::string_view::npos;
        if (!formula) add_value(text, block_begin + value, block_begin + end, found);
        value = loose_content(block, "parametervalue", std::max(end, value));
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

/// Calls `visit(at, end)` for each place of `prefix` with the end of the token it stands in. Once
/// that says true, the rest of the token is done with.
template <class Visit>
static void each_in_tokens(std::string_view text, std::string_view prefix, Visit&& visit) {
  RunEnds ends(text, is_token_char);
  for (std::size_t at = text.find(prefix); at != std::string_view::npos;) {
    const std::size_t end = ends.of(at);
    const bool done = visit(at, end);
    at = text.find(prefix, done ? std::max(end, at + 1) : at + 1);
  }
}

/// Where the body of a key ends: at its end line, whatever markup is in it; where there is none, at
/// the next key or tag.
static std::size_t private_key_end(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongestKey = 16'384;
  constexpr std::string_view kDashes = "-----";
  const std::string_view body = text.substr(0, std::min(text.size(), begin + kLongestKey));
  const std::size_t dashes = body.find(kDashes, begin);
  if (dashes != std::string_view::npos && body.substr(dashes + kDashes.size()).starts_with("END")) {
    return dashes;
  }
  return next_tag_like(text.substr(0, std::min(text.find(kDashes, begin), text.size())), begin);
}

static void find_private_keys(std::string_view text, std::vector<TextRange>& found) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  for (std::size_t at = text.find(kBegin), done = 0; at != std::string_view::npos;
       at = text.find(kBegin, std::max(at + 1, done))) {
    std::size_t label_end = text.find("-----", at + kBegin.size());
    if (label_end == std::string_view::npos) label_end = text.size();
    if (text.substr(at, label_end - at).find("PRIVATE KEY") == std::string_view::npos) continue;
    std::size_t begin = std::min(label_end + 5, text.size());
    const std::size_t end = private_key_end(text, begin);
    add_value(text, begin, end, found);
    done = end;
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
  each_in_tokens(text, "!", [&](std::size_t mark, std::size_t end) {
    std::size_t at = mark;
    while (at > 0 && mark - at < 18 && ascii::is_letter_or_digit(text[at - 1])) --at;
    if (end - mark < 20) return true;
    for (std::size_t size : {18U, 15U}) {
      if (mark - at < size || text.substr(mark - size, 2) != "00") continue;
      add_value(text, mark - size, end, found);
      return true;
    }
    return false;
  });
  each_in_tokens(text, "861", [&](std::size_t mark, std::size_t end) {
    if (mark < 4 || !starts_ignoring_case(text.substr(mark - 4), "5aep861")) return false;
    if (end - mark >= 20) add_value(text, mark - 4, end, found);
    return true;
  });
  static constexpr std::array<std::string_view, 5> kPrefixes = {"ghp_", "github_pat_", "xoxb-",
                                                                "xoxp-", "glpat-"};
  for (std::string_view prefix : kPrefixes) {
    each_in_tokens(text, prefix, [&](std::size_t at, std::size_t end) {
      if (end - at >= 20) add_value(text, at, end, found);
      return true;
    });
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
  constexpr std::size_t kLongestKey = 10;
  constexpr double kRandomLooking = 3.5;
  for (std::size_t equals = text.find('='); equals != std::string_view::npos;
       equals = text.find('=', equals + 1)) {
    std::size_t begin = equals;
    while (begin > 0 && equals - begin < kLongestKey && is_name_char(text[begin - 1])) --begin;
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
  each_in_tokens(text, kConsumerKeyPrefix, [&](std::size_t at, std::size_t end) {
    if (end - at >= kShortest) add_value(text, at, end, found);
    return true;
  });
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
