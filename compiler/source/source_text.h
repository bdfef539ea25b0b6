#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/source/decode.h"
#include "compiler/source/line_index.h"

namespace ecac {

/// One state of one text: its bytes, what they say in UTF-8, and its lines. Immutable; shared by
/// all who look at it.
class SourceText {
 public:
  /// `version` is an editor's number of the state; 0 for a file as it lies there.
  explicit SourceText(std::string bytes, std::int64_t version = 0);
  SourceText(const SourceText&) = delete;
  SourceText& operator=(const SourceText&) = delete;

  std::string_view bytes() const { return bytes_; }
  /// As UTF-8, BOM included. Of an encoding that is not known, the bytes as they are.
  std::string_view text() const { return text_; }
  TextEncoding encoding() const { return encoding_; }
  const LineIndex& lines() const { return lines_; }
  std::uint64_t hash() const { return hash_; }
  std::int64_t version() const { return version_; }

 private:
  std::string bytes_;
  std::string decoded_;
  std::string_view text_;
  TextEncoding encoding_;
  LineIndex lines_;
  std::uint64_t hash_;
  std::int64_t version_;
};

}  // namespace ecac
