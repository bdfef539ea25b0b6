#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// A piece of XML without what disguises a word for all but its readers: comments, instructions and
/// the brackets of CDATA are gone, and references are the characters that they stand for. Tags
/// stay. It needs not be well-formed, and knows where each of its bytes was written.
class PlainText {
 public:
  explicit PlainText(std::string_view text);

  /// Whether there may be something to take away.
  static bool is_needed(std::string_view text);

  std::string_view text() const { return plain_; }
  /// Where the bytes [begin, end) of it were written; the range is not empty.
  TextRange source(std::size_t begin, std::size_t end) const;

 private:
  /// From `begin` on the text is that of `source`, byte for byte where both are as long.
  struct Part {
    std::uint32_t begin = 0;
    TextRange source = {};
  };

  const Part& part_at(std::size_t at) const;

  std::string plain_ = {};
  std::vector<Part> parts_ = {};
};

}  // namespace ecac
