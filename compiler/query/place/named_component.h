#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/query/place/what_stands_here.h"
#include "compiler/resolve/values/reference_resolver.h"

namespace ecac {

/// A component that is named or defined at a place.
struct NamedComponent {
  TypeId type = TypeId::none;
  std::string name = {};  ///< as it is written there
  TextRange range = {};   ///< of the name there
  /// How the name is met, as rules and documents say it; `found` of what the file itself defines.
  /// Its symbol is the component that is meant, which letter case can tell from the one written.
  ReferenceAnswer answer = {};
  bool defined_here = false;
};

/// None where no component is named. The root and the own name of a file stand for what it defines.
std::optional<NamedComponent> component_at(const Snapshot& snapshot, FileId file,
                                           const StandingHere& here);

/// The same of a name that stands in a text of another kind, such as a manifest: found, removed,
/// known to be elsewhere, or not here.
NamedComponent component_named(const Snapshot& snapshot, TypeId type, std::string_view name,
                               TextRange range);

/// All names that mean one component, its own first: other spellings where letter case does not
/// count, and those with a namespace of an app that is packaged here. Uses stand under each.
std::vector<SymbolId> names_of(const Snapshot& snapshot, SymbolId component);

}  // namespace ecac
