#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// A file that defines a name: what to show of it, and what to select.
struct DefinitionTarget {
  FileId file = FileId::none;
  TextRange range = {};  ///< the root element
  TextRange name = {};   ///< its start tag
};

/// Where a name at a place leads to.
struct Definition {
  TextRange origin = {};  ///< the name that was asked about
  std::vector<DefinitionTarget> targets = {};
};

/// The files that define a component, in the order of their paths: of an Apex class its code, of a
/// certificate what it holds.
std::vector<DefinitionTarget> definition_targets(const Snapshot& snapshot, SymbolId component);

/// Of the byte `offset`; none where no name stands, or the project does not define it.
std::optional<Definition> definition(const Snapshot& snapshot, FileId file, std::uint32_t offset);

/// The uses of the component that is named or defined there, in the order of their paths and
/// places. In time linear in their number.
std::vector<Place> references(const Snapshot& snapshot, FileId file, std::uint32_t offset,
                              bool with_definition);

/// The places in the same file that name the same thing.
std::vector<TextRange> highlights(const Snapshot& snapshot, FileId file, std::uint32_t offset);

}  // namespace ecac
