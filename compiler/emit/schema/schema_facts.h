#pragma once

#include <string>
#include <string_view>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// Facts of the schema in the words of the schema files, shared by the forms in which it is shown.
std::string_view kind_word(const FieldSchema& field);
std::string_view owner_word(Owner owner);
std::string_view standing_word(Standing standing);

/// Without it a deploy is refused, by the WSDL or by official documentation.
bool is_mandatory(const FieldSchema& field);

/// The names from the type down to the field, joined by dots.
std::string field_path(const SchemaSet& set, FieldId id);

/// A constraint as a sentence without a full stop.
std::string constraint_sentence(const SchemaSet& set, const Constraint& constraint);

}  // namespace ecac
