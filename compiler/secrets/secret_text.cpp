#include "compiler/secrets/secret_text.h"

#include <algorithm>

#include "compiler/support/text/ascii.h"

namespace ecac::secrets {

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

std::string letters_only(std::string_view name) {
  std::string result;
  for (char c : name) {
    if (ascii::is_letter_or_digit(c)) result += ascii::to_lower(c);
  }
  return result;
}

bool is_wholly_placeholder(std::string_view value) {
  auto inner = [&](std::string_view open, std::string_view close) -> std::string_view {
    if (value.size() <= open.size() + close.size() || !value.starts_with(open) ||
        !value.ends_with(close)) {
      return {};
    }
    return value.substr(open.size(), value.size() - open.size() - close.size());
  };
  auto is_word = [](std::string_view word, bool upper_only) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
      return c == '_' || ascii::is_digit(c) ||
             (upper_only ? ascii::is_capital(c)
                         : ascii::is_letter(c) || c == '.' || c == '-' || c == ' ');
    });
  };
  if (is_word(inner("${", "}"), false) || is_word(inner("{{", "}}"), false)) return true;
  if (is_word(inner("{", "}"), true) || is_word(inner("%%", "%%"), true)) return true;
  if (is_word(inner("__", "__"), true) || is_word(inner("@", "@"), true)) return true;
  if (is_word(inner("&lt;", "&gt;"), false) || value == "Placeholder_Value") return true;
  return (value.starts_with("REPLACE_") || value.starts_with("REDACTED")) && is_word(value, true);
}

// The value without surrounding white space and CDATA brackets, which are no part of the secret.
static TextRange trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  constexpr std::string_view kOpen = "<![CDATA[";
  constexpr std::string_view kClose = "]]>";
  for (bool again = true; again;) {
    again = false;
    while (begin < end && is_space(text[begin])) ++begin;
    while (end > begin && is_space(text[end - 1])) --end;
    if (text.substr(begin, end - begin).starts_with(kOpen)) {
      begin += kOpen.size();
      again = true;
    }
    if (text.substr(begin, end - begin).ends_with(kClose)) {
      end -= kClose.size();
      again = true;
    }
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

static bool says_nothing(std::string_view value) {
  static constexpr std::array<std::string_view, 5> kPlain = {"", "true", "false", "null", "nil"};
  // Nobody calls a placeholder that; and what is as long as its file would be read again and again.
  constexpr std::size_t kLongestName = 256;
  if (value.size() > kLongestName) return false;
  return std::find(kPlain.begin(), kPlain.end(), ascii::in_small_letters(value)) != kPlain.end() ||
         is_wholly_placeholder(value);
}

void add_value(std::string_view text, std::size_t begin, std::size_t end,
               std::vector<TextRange>& found) {
  TextRange range = trimmed(text, begin, end);
  if (!says_nothing(text.substr(range.begin, range.size()))) found.push_back(range);
}

bool is_tag_like(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return false;
  char next = text[at + 1];
  if (next == '/') return at + 2 < text.size() && is_name_start(text[at + 2]);
  if (next == '?') return true;
  if (next == '!') return text.substr(at).starts_with("<!--");
  if (!is_name_start(next)) return false;
  std::size_t close = text.find_first_of("<>", at + 1);
  return close != std::string_view::npos && text[close] == '>';
}

std::size_t NextTag::behind(std::size_t from) {
  if (from >= from_) return next_tag_like(text_, from);
  for (std::size_t at = text_.find('<', from); at < from_; at = text_.find('<', at + 1)) {
    if (!is_tag_like(text_, at)) continue;
    found_ = at;
    break;
  }
  from_ = from;
  return found_;
}

bool sounds_secret(std::string_view name) {
  // The longest of these words has some twenty letters; more would be no name.
  static constexpr std::array<std::string_view, 19> kEndings = {
      "secret",          "secretkey",       "password",   "passwd",          "passphrase",
      "privatekey",      "token",           "apikey",     "clientassertion", "pwd",
      "passcode",        "secretaccesskey", "accountkey", "clientkey",       "encryptionkey",
      "subscriptionkey", "functionskey",    "sessionid",  "cookie"};
  // What people write behind such a word for a second one of it.
  static constexpr std::array<std::string_view, 8> kFurther = {
      "value", "text", "old", "new", "confirm", "confirmation", "repeat", "backup"};
  static constexpr std::array<std::string_view, 3> kWhole = {"authorization", "proxyauthorization",
                                                             "bearer"};
  constexpr std::size_t kLongest = 80;
  if (name.size() < 3 || name.size() > kLongest) return false;
  // Each name of each file with a finding is asked about.
  std::array<char, kLongest> letters;
  std::size_t size = 0;
  for (const char c : name) {
    if (ascii::is_letter_or_digit(c)) letters[size++] = ascii::to_lower(c);
  }
  const std::string_view plain(letters.data(), size);
  std::string_view word = plain;
  for (const std::string_view further : kFurther) {
    if (!word.ends_with(further)) continue;
    word.remove_suffix(further.size());
    break;
  }
  while (!word.empty() && ascii::is_digit(word.back())) word.remove_suffix(1);
  return ends_with_any(word, kEndings) ||
         std::find(kWhole.begin(), kWhole.end(), plain) != kWhole.end();
}

std::size_t next_tag_like(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('<', from); at != std::string_view::npos;
       at = text.find('<', at + 1)) {
    if (is_tag_like(text, at)) return at;
  }
  return text.size();
}

}  // namespace ecac::secrets
