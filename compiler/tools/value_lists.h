#pragma once

#include <string>
#include <vector>

#include "compiler/tools/schema_names.h"

namespace ecac::tools {

/// A closed list of values of schemas/enums/, in the order of its file.
struct ValueList {
  struct Value {
    std::string text;
    std::string constant;
  };
  std::string name;
  std::vector<Value> values;
};

/// The lists of the set. Throws InputError for a file without a list of its name, and for values
/// that cannot be told apart by their constants.
std::vector<ValueList> read_value_lists(const SchemaNames& names);

/// A header of constants for one list, so that a misspelt value does not compile, and a new value
/// of one list recompiles nobody who reads another.
std::string values_header(const ValueList& list);

}  // namespace ecac::tools
