#pragma once

#include <string>

#include "compiler/source/text_range.h"

namespace ecac {

/// Why a text stays as it is: half a sentence about the file, without a full stop and without a
/// value of it, such as "is no XML: `<label>` is not closed"; and where. An empty range at 0 where
/// all of the text is meant.
struct FormatRefusal {
  std::string why = {};
  TextRange place = {};
  bool internal = false;  ///< a mistake of ours, which the proof of the new text has found
};

}  // namespace ecac
