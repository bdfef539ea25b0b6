#include "compiler/secrets/secret_elements.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "compiler/secrets/secret_text.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac::secrets {
namespace {

// Words that name a secret in other vocabularies: Connected App XML, OAuth parameters, headers.
constexpr std::array<std::string_view, 11> kSecretEndings = {
    "secret",      "secretkey",    "password", "passwd",          "passphrase", "privatekey",
    "accesstoken", "refreshtoken", "apikey",   "clientassertion", "authtoken"};

bool sounds_secret(std::string_view name) {
  // Nearly every word of a file comes by here, so the cheap test is first.
  static constexpr std::string_view kLastLetters = "tdyen";
  if (name.size() < 6 ||
      kLastLetters.find(ascii::to_lower(name.back())) == std::string_view::npos) {
    return false;
  }
  return ends_with_any(letters_only(name), kSecretEndings);
}

bool is_secret_name(std::string_view name, std::span<const std::string> names) {
  if (name.size() < 3 || name.size() >= 60) return false;
  if (sounds_secret(name)) return true;
  // Two slips in a long name and one in a shorter one still mean it, and a secret in an element
  // that nobody knows is as secret as before. The first letter is rarely the one that slips.
  std::string plain = ascii::in_small_letters(name);
  return std::any_of(names.begin(), names.end(), [&](const std::string& known) {
    if (plain == known) return true;
    if (known.size() < 8 || (plain.front() != known.front() && plain.back() != known.back())) {
      return false;
    }
    std::size_t limit = known.size() < 12 ? 1 : 2;
    return edit_distance(plain, known, limit) <= limit;
  });
}

// The values of the attributes of a start tag that carries a secret name.
void add_attribute_values(std::string_view text, std::size_t begin, std::size_t end,
                          std::vector<TextRange>& found) {
  std::size_t at = begin;
  while (at < end) {
    std::size_t equals = text.find('=', at);
    if (equals >= end) return;
    std::size_t name_end = equals;
    while (name_end > begin && is_space(text[name_end - 1])) --name_end;
    std::size_t name_begin = name_end;
    while (name_begin > begin && !is_space(text[name_begin - 1])) --name_begin;
    std::string_view name = text.substr(name_begin, name_end - name_begin);
    bool plain = name.starts_with("xmlns") || name.starts_with("xsi:");
    std::size_t value = skip_space(text, equals + 1);
    std::size_t value_end = value;
    if (value < end && (text[value] == '"' || text[value] == '\'')) {
      value_end = std::min(text.find(text[value], value + 1), end);
      ++value;
    } else {
      while (value_end < end && !is_space(text[value_end])) ++value_end;
    }
    if (!plain && value < value_end) add_value(text, value, value_end, found);
    at = std::max(value_end, equals) + 1;
  }
}

// A value behind `name=` or `"name":`, quoted or bare.
void add_assigned_value(std::string_view text, std::size_t at, std::vector<TextRange>& found) {
  at = skip_space(text, at);
  if (at >= text.size()) return;
  char quote = text[at];
  if (quote == '"' || quote == '\'') {
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != quote) {
      end += text[end] == '\\' && end + 1 < text.size() ? 2 : 1;
    }
    add_value(text, at + 1, std::min(end, text.size()), found);
    return;
  }
  std::size_t end = at;
  while (end < text.size() && !is_space(text[end]) &&
         std::string_view("<>\"'`,;").find(text[end]) == std::string_view::npos) {
    if (text[end] == '&') break;
    ++end;
  }
  add_value(text, at, end, found);
}

}  // namespace

void find_named(std::string_view text, std::span<const std::string> names, bool prose,
                std::vector<TextRange>& found) {
  std::unordered_map<std::string_view, bool> judged;  // the same few names stand a thousand times
  struct Tag {
    std::string name;  ///< lower case, without prefix
    std::size_t begin;
    std::size_t content;
    bool opens;
  };
  std::vector<Tag> tags;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_name_start(text[at])) {
      ++at;
      continue;
    }
    std::size_t begin = at;
    while (at < text.size() && is_name_char(text[at])) ++at;
    std::size_t after = skip_space(text, at);
    char next = after < text.size() ? text[after] : '\0';
    std::size_t before = begin;
    if (before > 0 && text[before - 1] == ':') {  // a namespace prefix
      --before;
      while (before > 0 && is_name_char(text[before - 1])) --before;
    }
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t')) --before;
    char previous = before > 0 ? text[before - 1] : '\0';
    bool end_tag = previous == '/' && before > 1 && text[before - 2] == '<';
    bool start_tag = previous == '<' || (!end_tag && next == '>');
    bool quoted = at < text.size() && (text[at] == '"' || text[at] == '\'');
    bool member = quoted && begin > 0 && text[begin - 1] == text[at] &&
                  skip_space(text, at + 1) < text.size() && text[skip_space(text, at + 1)] == ':';
    // `secret: value` is how people write it into a comment.
    bool told = !prose && next == ':' && after + 1 < text.size() && text[after + 1] == ' ';
    if (!end_tag && !start_tag && next != '=' && !member && !told) continue;
    std::string_view name = text.substr(begin, at - begin);
    auto [known, fresh] = judged.try_emplace(name, false);
    if (fresh) known->second = is_secret_name(name, names);
    if (!known->second) continue;
    if (end_tag) {
      tags.push_back({.name = ascii::in_small_letters(name),
                      .begin = before - 2,
                      .content = at,
                      .opens = false});
    } else if (start_tag) {
      std::size_t close = text.find_first_of("<>", at);
      bool whole = close != std::string_view::npos && text[close] == '>';
      if (prose && whole && close + 1 < text.size() && text[close + 1] == '`') continue;
      // `<Certificate xmlns=…>` is the root of a file, not the field of the same name.
      const bool root = whole && ascii::is_capital(name[0]) && !sounds_secret(name) &&
                        text.substr(at, close - at).find("xmlns=") != std::string_view::npos;
      if (root) continue;
      if (whole) add_attribute_values(text, at, close, found);
      if (whole && text[close - 1] == '/') continue;
      // Without its `>` the tag may have swallowed the value.
      tags.push_back({.name = ascii::in_small_letters(name),
                      .begin = begin,
                      .content = whole ? close + 1 : at,
                      .opens = true});
      if (whole) at = close + 1;
    } else if (member) {
      add_assigned_value(text, skip_space(text, at + 1) + 1, found);
    } else {
      add_assigned_value(text, after + 1, found);
    }
  }
  std::unordered_map<std::string_view, const Tag*> following;
  for (std::size_t i = tags.size(); i-- > 0;) {
    const Tag& tag = tags[i];
    const Tag*& same = following[tag.name];
    if (tag.opens) {
      std::size_t end = same && !same->opens ? same->begin : next_tag_like(text, tag.content);
      if (prose) end = std::min(end, text.find('`', tag.content));
      add_value(text, tag.content, std::min(end, text.size()), found);
    }
    same = &tag;
  }
}

}  // namespace ecac::secrets
