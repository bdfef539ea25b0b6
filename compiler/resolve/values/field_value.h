#pragma once

#include <string>
#include <string_view>

#include "compiler/model/file_facts.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

// What one field means, wherever it was found.

/// The text of an element that stands in a file; unknown if it was repaired or holds a placeholder.
/// `path_of` names the file; it is only asked where nothing can be said.
Resolved<std::string_view> unknown_in_broken_file(const std::string& path, FieldId field);
/// It stands in the file under a name, or in a place, that has a finding.
Resolved<std::string_view> unknown_misplaced(const std::string& path, FieldId field);
Resolved<std::string_view> unknown_in_unreadable_file(const std::string& path, FieldId field);
Resolved<std::string_view> unknown_placeholder(std::string_view text, FieldId field);
/// `written` gives the origin of what is certain. It is made in place, since of this function's
/// answers a check has millions.
template <class Written, class PathOf>
Resolved<std::string_view> value_of_element(const FieldFact& fact, std::string_view text,
                                            const Written& written, const PathOf& path_of) {
  if (!fact.intact()) return unknown_in_broken_file(path_of(), fact.field);
  if (fact.tainted) return unknown_placeholder(text, fact.field);
  return {text, written()};
}

/// What the platform takes where the field is not there in metadata of an API version (0 is not
/// known): its default, if a document or observation states one that holds in that version; "" for
/// text that may be left out; else unknown.
Resolved<std::string_view> value_of_absent(const SchemaSet& schema, ApiVersion version,
                                           FieldId field);

/// In the spelling of the closed list of the field; unknown if the list has no such value. A list
/// that grows says nothing against a value.
Resolved<std::string_view> value_of_list(const SchemaSet& schema, FieldId field,
                                         Resolved<std::string_view> value);

Resolved<bool> as_boolean(FieldId field, Resolved<std::string_view> value);

/// Without a value where there is no text; the origin is then not unknown.
Resolved<long long> as_number(FieldId field, Resolved<std::string_view> value);

/// The number if an API version allows it; else unknown, and the reason tells what would be
/// allowed.
Resolved<long long> within_limits(const FieldSchema& field, ApiVersion version,
                                  Resolved<long long> number);

}  // namespace ecac
