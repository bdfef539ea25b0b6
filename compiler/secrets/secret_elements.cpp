#include "compiler/secrets/secret_elements.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>
#include <utility>

#include "compiler/secrets/secret_text.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac::secrets {
namespace {

constexpr std::size_t kShortestSecretName = 3;
constexpr std::size_t kLongestSecretName = 59;

bool is_secret_name(std::string_view name, std::span<const std::string> names) {
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

bool is_bare(char c) {
  return !is_space(c) && std::string_view("<>\"'`,;&").find(c) == std::string_view::npos;
}

/// `end`, or where a comment ends before it.
std::size_t before_comment_end(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t size = text.substr(begin, end - begin).find("-->");
  return size == std::string_view::npos ? end : begin + size;
}

/// Values behind `name=` or `"name":`, quoted or bare, met from the begin of a text to its end.
class AssignedValues {
 public:
  AssignedValues(std::string_view text, std::vector<TextRange>& found)
      : text_(text), found_(found), bare_(text, is_bare) {}

  void add(std::size_t at) {
    at = skip_space(text_, at);
    if (at >= text_.size()) return;
    const char quote = text_[at];
    if (quote == '"' || quote == '\'') {
      std::size_t end = at + 1;
      while (end < text_.size() && text_[end] != quote) {
        end += text_[end] == '\\' && end + 1 < text_.size() ? 2 : 1;
      }
      add_value(text_, at + 1, std::min(end, text_.size()), found_);
      return;
    }
    add_value(text_, at, bare_.of(at), found_);
  }
  /// Behind `name: ` people write sentences, and the secret is any word of them.
  void add_sentence(std::size_t at) {
    if (at < told_end_) return;
    told_end_ = std::min(text_.find_first_of("\r\n<", at), text_.size());
    told_end_ = before_comment_end(text_, at, told_end_);
    add_value(text_, at, told_end_, found_);
  }

 private:
  std::string_view text_;
  std::vector<TextRange>& found_;
  RunEnds<bool (*)(char)> bare_;
  std::size_t told_end_ = 0;
};

/// How much of a name is a secret name, where a tag lost its `>` and swallowed the value:
/// `<passwordhunter2</password>`; 0 if nothing is.
std::size_t secret_prefix(std::string_view name, std::span<const std::string> names) {
  constexpr std::size_t kLongestPrefix = 60;
  const std::string plain = ascii::in_small_letters(name.substr(0, kLongestPrefix));
  std::size_t longest = 0;
  for (const std::string& known : names) {
    if (known.size() > longest && plain.starts_with(known)) longest = known.size();
  }
  for (std::size_t size = std::min(name.size() - 1, kLongestPrefix); size > longest; --size) {
    if (size >= 6 && sounds_secret(std::string_view(plain).substr(0, size))) longest = size;
  }
  return longest < name.size() ? longest : 0;
}

}  // namespace

SecretNames::SecretNames(std::vector<std::string> names) : names_(std::move(names)) {
  std::sort(names_.begin(), names_.end());
}

bool SecretNames::has(std::string_view name) {
  if (name.size() < kShortestSecretName || name.size() > kLongestSecretName) return false;
  // Whoever writes more names than that writes each once.
  constexpr std::size_t kMostJudged = 4096;
  const auto known = judged_.find(name);
  if (known != judged_.end()) return known->second;
  if (judged_.size() == kMostJudged) judged_.clear();
  return judged_.emplace(name, is_secret_name(name, names_)).first->second;
}

void find_named(std::string_view text, SecretNames& names, bool prose,
                std::vector<TextRange>& found) {
  struct Tag {
    std::string name;  ///< lower case, without prefix
    std::size_t begin;
    std::size_t content;
    bool opens;
  };
  std::vector<Tag> tags;
  AssignedValues assigned(text, found);
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
    if (!names.has(name)) {
      // Only a broken tag is worth the look, and there are few of them.
      if (previous != '<' || prose) continue;
      const std::size_t close = text.find_first_of("<>", at);
      if (close != std::string_view::npos && text[close] == '>') continue;
      const std::size_t prefix = secret_prefix(name, names.names());
      if (prefix > 0) add_value(text, begin + prefix, std::min(close, text.size()), found);
      continue;
    }
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
      // Without its `>` the tag may have swallowed the value, and that may end like a secret name.
      const std::size_t prefix = whole || prose ? 0 : secret_prefix(name, names.names());
      if (prefix > 0) add_value(text, begin + prefix, std::min(close, text.size()), found);
      tags.push_back({.name = ascii::in_small_letters(name),
                      .begin = begin,
                      .content = whole ? close + 1 : at,
                      .opens = true});
      if (whole) at = close + 1;
    } else if (member) {
      assigned.add(skip_space(text, at + 1) + 1);
    } else if (told) {
      assigned.add_sentence(after + 1);
    } else {
      assigned.add(after + 1);
    }
  }
  NextTag next_tag(text);
  std::unordered_map<std::string_view, const Tag*> following;
  for (std::size_t i = tags.size(); i-- > 0;) {
    const Tag& tag = tags[i];
    const Tag*& same = following[tag.name];
    if (tag.opens) {
      std::size_t end = same && !same->opens ? same->begin : next_tag.behind(tag.content);
      if (prose) end = std::min(end, text.find('`', tag.content));
      end = std::min(end, text.size());
      // `<password><hunter2</password>`
      std::size_t begin = tag.content;
      while (begin < end && text[begin] == '<' && !is_tag_like(text, begin)) ++begin;
      add_value(text, begin, end, found);
    } else if (!prose) {
      // Nothing stands behind an end tag, unless the tag was closed too early.
      std::size_t begin = skip_space(text, tag.content);
      if (begin < text.size() && text[begin] == '>') ++begin;
      std::size_t end = next_tag.behind(tag.content);
      if (begin < end) add_value(text, begin, before_comment_end(text, begin, end), found);
    }
    same = &tag;
  }
}

}  // namespace ecac::secrets
