#pragma once

#include <string>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// The types of a schema set as JSON, all of them or one. Absent facts have no key, except that a
/// type always has `fields` and `constraints`.
std::string schema_json(const SchemaSet& set, const TypeSchema* only = nullptr);

}  // namespace ecac
