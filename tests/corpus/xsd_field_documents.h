#pragma once

#include <vector>

#include "compiler/schema/type_schema.h"
#include "tests/corpus/xsd_verdicts.h"

namespace ecac::test {

/// Small documents of the type: for each field with a value one that has all that is required, and
/// the field with right and wrong values.
std::vector<Document> field_documents(const TypeSchema& type);

}  // namespace ecac::test
