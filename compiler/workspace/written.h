#pragma once

#include "compiler/source/text_range.h"

namespace ecac {

/// A value of a configuration or project file, and where it stands there.
template <class T>
struct Written {
  T value = {};
  TextRange range = {};
};

}  // namespace ecac
