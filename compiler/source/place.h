#pragma once

#include <cstdint>

#include "compiler/source/text_range.h"

namespace ecac {

/// A text of a run, whatever file it is: metadata, a project file, configuration, a manifest. The
/// SourceStore numbers them. `none` in the facts of a file means that file itself.
enum class FileId : std::uint32_t { none = 0xFFFFFFFF };

/// A range in a text, and the only form of a place that is not yet shown to anybody.
struct Place {
  FileId file = FileId::none;
  TextRange range = {};

  friend bool operator==(const Place&, const Place&) = default;
};

}  // namespace ecac
