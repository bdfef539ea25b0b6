#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// Secrets that are known by their value, to be found wherever a text repeats them. A search is one
/// pass over the text, however many they are.
class SecretValues {
 public:
  SecretValues() = default;
  /// A value as it stands in a file is taken in all its readings (secret_readings). Those of less
  /// than `shortest` characters are left out: they could be any word.
  SecretValues(const std::vector<std::string>& values, std::size_t shortest);

  bool empty() const { return values_.empty(); }

  /// Adds each place where the text repeats one, also with a comment or a reference in it.
  void find(std::string_view text, std::vector<TextRange>& found) const;
  /// Adds what stands in front of an ellipsis and is the begin of one: `hunter2hun…`.
  void find_cut(std::string_view text, std::vector<TextRange>& found) const;

 private:
  static constexpr std::size_t kFirstBytes = 4;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  bool may_begin(std::string_view text, std::size_t at) const;
  std::size_t match(std::string_view text, std::size_t at) const;
  template <class Visit>
  void each_match(std::string_view text, Visit&& visit) const;

  std::size_t shortest_ = 0;
  std::vector<std::string> values_ = {};  ///< sorted, each once
  std::vector<std::size_t> begins_ =
      {};  ///< of each value the longest other one that it begins with
  std::unordered_set<std::uint32_t> first_bytes_ = {};
  /// By place among the first bytes, the bytes that any value has there: nearly every place of a
  /// text is told by them alone.
  std::array<std::bitset<256>, kFirstBytes> bytes_at_ = {};
};

}  // namespace ecac
