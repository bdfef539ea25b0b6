#include "compiler/secrets/secret_value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "compiler/secrets/placeholder.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

constexpr std::size_t kShortestSecret = 8;

bool is_one_character(std::string_view value) {
  return !value.empty() && value.find_first_not_of(value[0]) == std::string_view::npos;
}

bool contains_ignoring_case(std::string_view value, std::string_view word) {
  return std::search(value.begin(), value.end(), word.begin(), word.end(),
                     [](char a, char b) { return ascii::to_lower(a) == b; }) != value.end();
}

}  // namespace

double shannon_entropy(std::string_view text) {
  std::array<std::size_t, 256> counts = {};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool is_blacked_out(std::string_view value) {
  // Six in a row do not come about by chance in any key.
  return contains_ignoring_case(value, "redacted") || contains_ignoring_case(value, "xxxxxx") ||
         value.find("***") != std::string_view::npos ||
         (value.size() >= 3 && ascii::to_lower(value[0]) == 'x' && is_one_character(value));
}

bool has_encrypted_form(std::string_view value) {
  constexpr std::string_view kMark = "++";
  constexpr std::size_t kBlock = 8;         // bytes
  constexpr std::size_t kFewestBlocks = 2;  // the shortest value and its padding
  if (value.size() > 2 * kMark.size() && value.starts_with(kMark) && value.ends_with(kMark)) {
    return true;
  }
  if (value.size() % 4 != 0) return false;
  const std::size_t end = value.find_last_not_of('=') + 1;
  const std::size_t padding = value.size() - end;
  const bool is_base64 =
      padding <= 2 &&
      std::all_of(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(end),
                  [](char c) { return ascii::is_letter_or_digit(c) || c == '+' || c == '/'; });
  const std::size_t bytes = value.size() / 4 * 3 - padding;
  return is_base64 && bytes % kBlock == 0 && bytes >= kFewestBlocks * kBlock;
}

bool may_be_secret(std::string_view value) {
  if (value.size() < kShortestSecret || utf8_length(value) < kShortestSecret) return false;
  return !is_one_character(value) && !is_blacked_out(value) && value != "Placeholder_Value" &&
         value.find("{!") == std::string_view::npos && !has_placeholder(value);
}

bool looks_generated(std::string_view word) {
  constexpr std::string_view kMarks = "#$%^*+~|";
  constexpr std::size_t kMostHumps = 2;  // `aWordOf`
  if (!may_be_secret(word)) return false;
  bool letters = false;
  bool others = false;
  std::size_t humps = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    letters = letters || ascii::is_letter(word[at]);
    others = others || ascii::is_digit(word[at]) || kMarks.find(word[at]) != std::string_view::npos;
    const bool hump = at > 0 && ascii::is_capital(word[at]) && ascii::is_letter(word[at - 1]) &&
                      !ascii::is_capital(word[at - 1]);
    humps += hump ? 1U : 0U;
  }
  return letters && (others || humps > kMostHumps);
}

bool is_unmistakable_secret(std::string_view value) {
  constexpr std::size_t kLongestName = 12;
  return may_be_secret(value) && (value.size() > kLongestName ||
                                  !std::all_of(value.begin(), value.end(), ascii::is_letter));
}

}  // namespace ecac
