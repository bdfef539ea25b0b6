#pragma once

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Judges the value of a leaf, which is fact `index`, against its field: kind, closed list, range,
/// length, list syntax. Tainted and nil values are left alone.
void check_value(Binding& binding, const FieldSchema& field, FactIndex index);

}  // namespace ecac
