#pragma once

#include <string>

#include "compiler/query/hover/markdown.h"
#include "compiler/query/place/what_stands_here.h"

namespace ecac {

/// What a field is for; with `values`, what may stand in it.
void add_field_card(Markdown& page, const Snapshot& snapshot, const FieldSchema& field,
                    bool values);

/// `API 59.0 and later`; "" where nothing is known.
std::string versions_in_words(ApiVersion since, Standing standing, ApiVersion until);

/// What a metadata type is for and where its files lie.
void add_type_card(Markdown& page, const TypeSchema& type);

}  // namespace ecac
