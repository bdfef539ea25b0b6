#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"
#include "compiler/support/text/ascii.h"

/// How secrets stand in text. What is found here is covered by the Redactor.
namespace ecac::secrets {

inline bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
inline bool is_name_start(char c) {
  return ascii::is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_name_char(char c) {
  return is_name_start(c) || ascii::is_digit(c) || c == '-' || c == '.';
}
std::size_t skip_space(std::string_view text, std::size_t at);

/// Lower case, without `-`, `_` and other marks.
std::string letters_only(std::string_view name);

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& endings) {
  for (std::string_view ending : endings) {
    if (text.ends_with(ending)) return true;
  }
  return false;
}

/// Whether the value only stands for one that is put in at deploy time: `${X}`, `{{X}}`, `__X__` …
/// Stricter than what the rules call a placeholder: a doubtful one is covered.
bool is_wholly_placeholder(std::string_view value);

/// Adds the range without surrounding white space and CDATA brackets, unless there is nothing to
/// hide in it: a placeholder, a boolean.
void add_value(std::string_view text, std::size_t begin, std::size_t end,
               std::vector<TextRange>& found);

/// The next thing that a reader would take for markup, or the end of the text.
std::size_t next_tag_like(std::string_view text, std::size_t from);
/// Whether that stands at a `<`: a whole start or empty tag, any end tag, a comment or an
/// instruction. A lone `<` belongs to the value it stands in.
bool is_tag_like(std::string_view text, std::size_t at);

/// The same for places that are asked for from the end of a text to its begin, in a time that does
/// not grow with their number.
class NextTag {
 public:
  explicit NextTag(std::string_view text) : text_(text), from_(text.size()), found_(text.size()) {}
  std::size_t behind(std::size_t from);

 private:
  std::string_view text_;
  std::size_t from_;
  std::size_t found_;
};

/// Where the run of characters that a place stands in ends, for places that are asked for from the
/// begin of a text to its end, in a time that does not grow with their number. `belongs` tells
/// whether a character is part of a run.
template <class Belongs>
class RunEnds {
 public:
  RunEnds(std::string_view text, Belongs belongs) : text_(text), belongs_(belongs) {}
  std::size_t of(std::size_t at) {
    if (at < begin_ || at >= end_) {
      begin_ = at;
      for (end_ = at; end_ < text_.size() && belongs_(text_[end_]);) ++end_;
    }
    return end_;
  }

 private:
  std::string_view text_;
  Belongs belongs_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// Words that name a secret in other vocabularies: Connected App XML, OAuth parameters, headers.
bool sounds_secret(std::string_view name);

/// Private keys, tokens of known shape, passwords in addresses: secrets wherever they stand.
void find_tokens(std::string_view text, std::vector<TextRange>& found);

/// The consumer keys that Salesforce generates. They name an app and are no secret, but no report
/// repeats them.
void find_consumer_keys(std::string_view text, std::vector<TextRange>& found);

/// Whether a parameter or header of this name holds a secret.
bool parameter_name_is_secret(std::string_view name);

/// Whether no output shows the value of such a parameter or header: also where the name may mean a
/// secret as well as something else, which is no reason for a finding.
bool parameter_value_is_hidden(std::string_view name);

/// Credential parameters whose name, in a sibling element, tells that the value is a secret.
void find_parameter_values(std::string_view text, std::vector<TextRange>& found);

}  // namespace ecac::secrets
