#include "compiler/support/text/glob.h"

#include <algorithm>
#include <optional>

#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

struct NamedSet {
  std::string_view name;
  bool (*holds)(char c);
};

bool is_graph(char c) {
  return c > 0x20 && c < 0x7F;
}

constexpr NamedSet kNamedSets[] = {
    {"alnum", ascii::is_letter_or_digit},
    {"alpha", ascii::is_letter},
    {"blank", [](char c) { return c == ' ' || c == '\t'; }},
    {"cntrl", [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }},
    {"digit", ascii::is_digit},
    {"graph", is_graph},
    {"lower", ascii::is_small},
    {"print", [](char c) { return c >= 0x20 && c < 0x7F; }},
    {"punct", [](char c) { return is_graph(c) && !ascii::is_letter_or_digit(c); }},
    {"space", [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }},
    {"upper", ascii::is_capital},
    {"xdigit", [](char c) { return ascii::hex_value(c) >= 0; }},
};

/// Splits off the part of a path up to the next `/`.
std::string_view next_name(std::string_view path, std::size_t at) {
  const std::size_t slash = path.find('/', at);
  return path.substr(at, slash == std::string_view::npos ? slash : slash - at);
}

}  // namespace

Glob::Glob(std::string_view pattern, LetterCase letter_case)
    : fold_case_(letter_case == LetterCase::ignored) {
  if (!parse(pattern)) {
    shape_ = Shape::never;
    return;
  }
  choose_shape();
}

bool Glob::parse(std::string_view pattern) {
  segments_.emplace_back();
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    char c = pattern[at];
    Token token;
    if (c == '/') {
      segments_.emplace_back();
      continue;
    }
    if (c == '\\') {
      if (++at == pattern.size()) return false;
      c = pattern[at];
      if (c == '/') {
        segments_.emplace_back();
        continue;
      }
      token.character = c;
    } else if (c == '?') {
      token.kind = TokenKind::any_one;
    } else if (c == '*') {
      std::size_t end = pattern.find_first_not_of('*', at);
      if (end == std::string_view::npos) end = pattern.size();
      const bool starts_name = at == 0 || pattern[at - 1] == '/';
      const bool ends_name = end == pattern.size() || pattern[end] == '/';
      token.kind = TokenKind::any_run;
      const bool folders = end - at >= 2 && starts_name && ends_name;
      at = end - 1;
      if (folders) {
        segments_.back().any_folders = true;
        continue;
      }
    } else if (c == '[') {
      token.kind = TokenKind::set;
      if (!parse_set(pattern, at, token)) return false;
    } else {
      token.character = c;
    }
    if (fold_case_) token.character = ascii::to_lower(token.character);
    segments_.back().tokens.push_back(token);
  }
  return true;
}

// `at` stands on the `[` and is left on the `]`.
bool Glob::parse_set(std::string_view pattern, std::size_t& at, Token& token) {
  std::bitset<256> set;
  std::size_t next = at + 1;
  const bool negative = next < pattern.size() && (pattern[next] == '!' || pattern[next] == '^');
  if (negative) ++next;
  int previous = -1;  // a range may start here
  for (bool first = true;; first = false) {
    if (next >= pattern.size()) return false;
    char c = pattern[next];
    if (c == ']' && !first) break;
    if (c == '[' && next + 1 < pattern.size() && pattern[next + 1] == ':') {
      const std::size_t close = pattern.find(']', next + 2);
      if (close == std::string_view::npos) return false;
      if (close - next >= 3 && pattern[close - 1] == ':') {
        const std::string_view name = pattern.substr(next + 2, close - next - 3);
        const auto* known = std::ranges::find(kNamedSets, name, &NamedSet::name);
        if (known == std::end(kNamedSets)) return false;
        for (unsigned i = 0; i < 256; ++i) {
          const auto byte = static_cast<char>(i);
          if (known->holds(byte) || (fold_case_ && ascii::is_capital(byte) && name == "lower") ||
              (fold_case_ && ascii::is_small(byte) && name == "upper")) {
            set.set(i);
          }
        }
        previous = -1;
        next = close + 1;
        continue;
      }
      // `[:` that is not closed by `:]` is two plain characters.
    }
    if (c == '-' && previous >= 0 && next + 1 < pattern.size() && pattern[next + 1] != ']') {
      char last = pattern[++next];
      if (last == '\\') {
        if (++next >= pattern.size()) return false;
        last = pattern[next];
      }
      for (int i = previous; i <= static_cast<unsigned char>(last); ++i) {
        set.set(static_cast<std::size_t>(i));
      }
      previous = -1;
      ++next;
      continue;
    }
    if (c == '\\') {
      if (++next >= pattern.size()) return false;
      c = pattern[next];
    }
    previous = static_cast<unsigned char>(c);
    set.set(static_cast<std::size_t>(previous));
    ++next;
  }
  if (fold_case_) {
    for (unsigned i = 'a'; i <= 'z'; ++i) {
      const unsigned upper = i - 'a' + 'A';
      if (set[i] || set[upper]) {
        set.set(i);
        set.set(upper);
      }
    }
  }
  if (negative) set.flip();
  set.reset('/');
  token.set = static_cast<std::uint32_t>(sets_.size());
  sets_.push_back(set);
  at = next;
  return true;
}

void Glob::choose_shape() {
  const bool ends_with = segments_.size() == 1 && !segments_[0].tokens.empty() &&
                         segments_[0].tokens[0].kind == TokenKind::any_run;
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    if (segments_[s].any_folders) return;
    if (s != 0) literal_ += '/';
    for (std::size_t t = ends_with ? 1 : 0; t < segments_[s].tokens.size(); ++t) {
      const Token& token = segments_[s].tokens[t];
      if (token.kind != TokenKind::literal) return;
      literal_ += token.character;
    }
  }
  shape_ = ends_with ? Shape::ends_with : Shape::literal;
}

bool Glob::same(std::string_view text, std::string_view lower_literal) const {
  if (!fold_case_) return text == lower_literal;
  return text.size() == lower_literal.size() &&
         std::equal(text.begin(), text.end(), lower_literal.begin(),
                    [](char a, char b) { return ascii::to_lower(a) == b; });
}

bool Glob::matches(std::string_view path) const {
  switch (shape_) {
    case Shape::never: return false;
    case Shape::literal: return same(path, literal_);
    case Shape::ends_with:
      return path.size() >= literal_.size() &&
             same(path.substr(path.size() - literal_.size()), literal_) &&
             path.find('/') == std::string_view::npos;
    case Shape::general: return matches_segments(path);
  }
  return false;
}

bool Glob::matches_token(const Token& token, char c) const {
  switch (token.kind) {
    case TokenKind::literal: return (fold_case_ ? ascii::to_lower(c) : c) == token.character;
    case TokenKind::set: return sets_[token.set][static_cast<unsigned char>(c)];
    case TokenKind::any_one:
    case TokenKind::any_run: return true;
  }
  return false;
}

// Both matchers return only to the last star: what an earlier one took never needs to change.
bool Glob::matches_segment(const Segment& segment, std::string_view name) const {
  const std::vector<Token>& tokens = segment.tokens;
  std::size_t token = 0;
  std::size_t at = 0;
  std::optional<std::size_t> star;
  std::size_t star_at = 0;
  while (at < name.size()) {
    if (token < tokens.size() && tokens[token].kind == TokenKind::any_run) {
      star = token++;
      star_at = at;
    } else if (token < tokens.size() && matches_token(tokens[token], name[at])) {
      ++token;
      ++at;
    } else if (star) {
      token = *star + 1;
      at = ++star_at;
    } else {
      return false;
    }
  }
  while (token < tokens.size() && tokens[token].kind == TokenKind::any_run) ++token;
  return token == tokens.size();
}

bool Glob::matches_segments(std::string_view path) const {
  std::size_t segment = 0;
  std::size_t at = 0;
  std::optional<std::size_t> star;
  std::size_t star_at = 0;
  while (at <= path.size()) {
    const std::string_view name = next_name(path, at);
    if (segment < segments_.size() && segments_[segment].any_folders) {
      // At the end `**` is all that is inside a folder, but not the folder.
      if (segment + 1 == segments_.size()) return true;
      star = segment++;
      star_at = at;
    } else if (segment < segments_.size() && matches_segment(segments_[segment], name)) {
      ++segment;
      at += name.size() + 1;
    } else if (star) {
      segment = *star + 1;
      star_at += next_name(path, star_at).size() + 1;
      at = star_at;
    } else {
      return false;
    }
  }
  return segment == segments_.size();
}

}  // namespace ecac
