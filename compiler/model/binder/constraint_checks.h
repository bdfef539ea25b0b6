#pragma once

#include <span>

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Judges the constraints of one record against the facts present in it. `present` gives the first
/// fact of each field or kNoFact; `tag` is where something missing is reported, an empty range when
/// nothing may be called missing because the text was mended there.
void check_constraints(Binding& binding, const RecordSchema& record,
                       std::span<const FactIndex> present, TextRange tag);

}  // namespace ecac
