#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/query/place/what_stands_here.h"

namespace ecac {

/// A principal of an external credential that is named or defined at a place.
struct NamedPrincipal {
  SymbolId credential = SymbolId::none;
  std::string name = {};
  TextRange range = {};  ///< of its name there
};

std::optional<NamedPrincipal> principal_at(const Snapshot& snapshot, FileId file,
                                           const StandingHere& here);

/// The parameters of the credential's files that define it: their elements, and their names.
struct PrincipalDefinition {
  FileId file = FileId::none;
  TextRange element = {};
  TextRange name = {};
};
std::vector<PrincipalDefinition> definitions_of(const Snapshot& snapshot,
                                                const NamedPrincipal& principal);

/// Where the principal's name stands in a use of its credential; none if that names another
/// principal, or none.
std::optional<TextRange> principal_in_use(const Snapshot& snapshot, FileId file, const NameUse& use,
                                          std::string_view name);

}  // namespace ecac
