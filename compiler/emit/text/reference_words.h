#pragma once

#include <string_view>

#include "compiler/resolve/values/reference_resolver.h"

namespace ecac {

/// The state of a reference as documents write it: `found`, `known`, `missing`, `outside` or
/// `unknown`.
std::string_view word_for(ReferenceState state);

}  // namespace ecac
