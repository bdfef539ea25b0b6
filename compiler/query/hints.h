#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// What holds beside the text: a default that is in force, a lifetime that comes of several values.
struct InlayHint {
  std::uint32_t offset = 0;
  std::string label = {};
  std::string tip = {};  ///< Markdown; may be empty
};

/// Those in the range, in order.
std::vector<InlayHint> inlay_hints(const Snapshot& snapshot, FileId file, TextRange within);

}  // namespace ecac
