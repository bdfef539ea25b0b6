#pragma once

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Judges the value of a leaf against its field: kind, closed list, range, length, list syntax
/// (SCH003, SCH004, SCH006, SCH007, SCH008, SCH016, SCH017). Tainted and nil values are left alone.
void check_value(Binding& binding, const FieldSchema& field, const FieldFact& fact);

}  // namespace ecac
