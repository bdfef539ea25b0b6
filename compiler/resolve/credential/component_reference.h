#pragma once

#include <string>
#include <string_view>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/values/value_reader.h"

namespace ecac {

/// What a field names, and whether it is there. `inside` is the element around it, or null.
ResolvedReference reference_in(const ValueReader& reader, FieldId field, const FieldFact* inside);

/// What would decide the values of a component that cannot be followed: `kind` is what a person
/// calls it, such as "external credential".
std::string decided_by_target(const ResolvedReference& reference, std::string_view kind);

}  // namespace ecac
