#pragma once

#include <string>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// One type with its fields, for a person to read; without a type, the table of all types.
std::string schema_text(const SchemaSet& set, const TypeSchema* only = nullptr);

}  // namespace ecac
