#pragma once

#include <string_view>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// The record id of a standard object: 15 or 18 letters and digits. Their key prefixes begin with a
/// digit, which no name does.
bool is_record_id(std::string_view text);

/// The record id of an object that the list of prefixes, an enum of the schema, speaks of.
bool is_record_id(const SchemaSet& schema, std::string_view prefixes, std::string_view text);

}  // namespace ecac
