#pragma once

#include <string>

#include "compiler/schema/schema_set.h"

namespace ecac {

/// An XML Schema 1.0 for files of one type, for any XML editor. What it cannot say (adjacency of
/// repeated elements, API versions, references, most constraints) is left out.
std::string schema_xsd(const TypeSchema& type);

}  // namespace ecac
