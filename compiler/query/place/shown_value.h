#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/live/snapshot.h"

namespace ecac {

/// Lines that are ready to be shown, each by itself without secrets: what stands in a line as a
/// placeholder, such as `<refresh_token>`, says nothing of the next one.
std::string shown_lines(const Snapshot& snapshot, FileId file, std::string_view lines);

/// Values of one file as they may be shown: printable, on one line, without secrets. Who wants to
/// show a value asks this and nobody else.
class ShownValues {
 public:
  static constexpr std::size_t kLongest = 80;  ///< bytes that are shown of a value

  ShownValues(const Snapshot& snapshot, FileId file)
      : snapshot_(snapshot), facts_(snapshot.facts(file)), file_(file) {}

  /// Of a secret, and of what its name tells to be one, how long it is and nothing else.
  std::string value(const FieldFact& fact) const;
  /// Nothing of the value may be shown.
  bool is_hidden(const FieldFact& fact) const;

 private:
  const Snapshot& snapshot_;
  const FileFacts& facts_;
  FileId file_;
};

}  // namespace ecac
