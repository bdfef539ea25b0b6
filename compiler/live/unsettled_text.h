#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/model/file_facts.h"
#include "compiler/source/place.h"

namespace ecac {

/// A document that is being written and is broken where that happens: other files see what it said
/// when it was whole last.
struct UnsettledText {
  std::string whole = {};  ///< that text, as UTF-8
  FileFacts facts = {};    ///< of the text as it is now
};
using UnsettledTexts = std::unordered_map<FileId, UnsettledText>;

/// Where the pieces of one text stand in another that differs from it in one run of bytes.
class MovedPlaces {
 public:
  /// In time of the texts.
  MovedPlaces(std::string_view from, std::string_view to);
  /// None for a range that touches what is different.
  std::optional<TextRange> moved(TextRange range) const;

 private:
  std::uint32_t same_before_ = 0;  ///< bytes
  std::uint32_t same_from_ = 0;    ///< offset in the first text from which on it is the same again
  std::int64_t shift_ = 0;
};

}  // namespace ecac
