#pragma once

#include <span>

#include "compiler/model/binder/binding.h"
#include "compiler/model/binder/unknown_elements.h"

namespace ecac {

/// The fields that unknown elements below one parent were meant for.
struct MeantFields {
  const UnknownElements& unknown;
  NodeId parent = kNoNode;
  bool contains(FieldId field) const { return unknown.is_meant(parent, field); }
};

/// Judges the constraints of one record against the facts present in it. `present` gives the first
/// fact of each field or kNoFact; `meant`, what is there under another name; `tag` is where
/// something missing is noted, an empty range when nothing may be called missing because the text
/// was mended there.
void check_constraints(Binding& binding, const RecordSchema& record,
                       std::span<const FactIndex> present, const MeantFields& meant, TextRange tag);

}  // namespace ecac
