#pragma once

#include <string_view>

#include "compiler/model/file_facts.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// Why the platform cannot take a name as an API name, to go on after "it"; "" if it can. The
/// prefix of a namespace is set aside.
std::string_view api_name_problem(std::string_view name);

/// Whether names of the type are API names that are judged. What is only read for context is not.
bool has_judged_api_name(const TypeSchema& type);

/// Why nothing can have the name that a use names; "" if something can. Such a use is reported as
/// that and not as unresolved too.
std::string_view impossible_name(const SchemaSet& schema, const NameUse& use,
                                 std::string_view name);

}  // namespace ecac
