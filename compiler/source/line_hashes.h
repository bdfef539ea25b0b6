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
/// numbered.
///
/// A few lines of a file are asked for, and are read by themselves; where that would cost more than
/// reading the text once, all are made in one pass. Linear in the bytes, however many are asked.
class LineHashes {
 public:
  /// What a secret is in has no hash, from which a short one could be guessed. `secrets` are sorted
  /// and disjoint. Borrows both.
  LineHashes(std::string_view text, std::span<const TextRange> secrets);

  /// `271789c17abda88f:1`; "" behind the last line and where a secret is.
  std::string of(std::uint32_t line);

 private:
  struct Hash {
    std::uint64_t value = 0;
    std::uint32_t number = 0;  ///< among equal ones, from 1
    bool secret = false;
  };
  static std::string shown(const Hash& hash);
  Hash hash_at(std::size_t begin);
  void hash_all();

  std::string_view text_;
  std::span<const TextRange> secrets_;
  /// Bytes and units that may still be looked at line by line.
  std::size_t budget_;
  bool all_ = false;  ///< whether `lines_` is made
  std::vector<Hash> lines_;
};

}  // namespace ecac
