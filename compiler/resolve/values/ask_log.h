#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/symbol_index.h"

namespace ecac {

/// The names that an answer asked for, found or not: it must be given again when one of them is
/// defined, used or changed otherwise. Kept only where edits are expected.
struct AskLog {
  std::vector<SymbolId> symbols = {};
  /// Names that were missed, so that a new name near to them changes the answer.
  std::vector<std::pair<TypeId, std::string>> missed = {};
  /// Types of which it was asked whether there is any.
  std::vector<TypeId> types = {};
  /// Consumer keys, by their hashes, of which it was asked who carries them.
  std::vector<std::uint64_t> consumer_keys = {};

  void clear() {
    symbols.clear();
    missed.clear();
    types.clear();
    consumer_keys.clear();
  }
};

}  // namespace ecac
