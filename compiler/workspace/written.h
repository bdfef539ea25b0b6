#pragma once

#include "compiler/source/text_range.h"

namespace ecac {

/// A value of a file that is at hand, and where it stands there; `Configured` is what outlives it.
template <class T>
struct Written {
  T value = {};
  TextRange range = {};
};

}  // namespace ecac
