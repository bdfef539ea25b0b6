#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// Whether ASCII letters that differ only in case are the same.
enum class LetterCase : std::uint8_t { sensitive, ignored };

/// A pattern of paths as gitignore has them: `?`, `*` within a name, `[a-z]`, `[!a]`,
/// `[[:digit:]]`,
/// `\` before a character that stands for itself, `**` for any number of folders. Matching takes at
/// most the product of the two lengths; a malformed pattern matches nothing.
class Glob {
 public:
  Glob(std::string_view pattern, LetterCase letter_case);

  /// The whole path, `/` between its parts.
  bool matches(std::string_view path) const;

 private:
  enum class TokenKind : std::uint8_t { literal, any_one, any_run, set };
  struct Token {
    TokenKind kind = TokenKind::literal;
    char character = 0;
    std::uint32_t set = 0;
  };
  struct Segment {
    bool any_folders = false;  ///< `**`
    std::vector<Token> tokens = {};
  };
  /// Most patterns are a plain text, or `*` and a plain text; these are compared, not matched.
  enum class Shape : std::uint8_t { general, literal, ends_with, never };

  bool parse(std::string_view pattern);
  bool parse_set(std::string_view pattern, std::size_t& at, Token& token);
  void choose_shape();
  bool same(std::string_view text, std::string_view lower_literal) const;
  bool matches_token(const Token& token, char c) const;
  bool matches_segment(const Segment& segment, std::string_view name) const;
  bool matches_segments(std::string_view path) const;

  std::vector<Segment> segments_;
  std::vector<std::bitset<256>> sets_;
  std::string literal_;  ///< lower case where case is ignored
  Shape shape_ = Shape::general;
  bool fold_case_ = false;
};

}  // namespace ecac
