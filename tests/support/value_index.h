#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/resolve/project/resolved_project.h"
#include "compiler/resolve/project/value_visitor.h"

namespace ecac::test {

/// A value of a resolved project by its stable key.
struct IndexedValue {
  ShownValue value = {};
  std::string pointer = {};  ///< where the document has it
};

/// All values of a project by their stable keys.
std::map<std::string, IndexedValue> values_by_key(const ResolvedProject& project);

/// The keys of the values that are in one of two projects only (`+`, `-`) or differ (`~`).
std::vector<std::string> differences(const ResolvedProject& before, const ResolvedProject& after);

}  // namespace ecac::test
