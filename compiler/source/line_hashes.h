#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// The hashes by which GitHub's code scanning knows the lines of a file again
/// (`primaryLocationLineHash`). Each is made of the first hundred UTF-16 units from the begin of a
/// line on, without blanks and tabs and with each line end as one line feed; equal ones are
/// numbered. One pass over the text.
class LineHashes {
 public:
  /// What a secret is in has no hash, from which a short one could be guessed. `secrets` are sorted
  /// and disjoint; nothing is borrowed.
  LineHashes(std::string_view text, std::span<const TextRange> secrets);

  /// `271789c17abda88f:1`; "" behind the last line and where a secret is.
  std::string of(std::uint32_t line) const;

 private:
  struct Hash {
    std::uint64_t value = 0;
    std::uint32_t number = 0;  ///< among equal ones, from 1
    bool secret = false;
  };
  std::vector<Hash> lines_;
};

}  // namespace ecac
