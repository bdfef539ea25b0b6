#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// An element in the outline of a file.
struct DocumentSymbol {
  enum class Kind : std::uint8_t {
    component,
    group,
    field,
    reference,
    switched
  } kind = Kind::field;
  std::string name = {};
  std::string detail = {};  ///< its value, without secrets
  TextRange range = {};
  TextRange selection = {};  ///< the name in the start tag; within `range`
  std::vector<DocumentSymbol> children = {};
};

std::vector<DocumentSymbol> document_symbols(const Snapshot& snapshot, FileId file);

/// A component of a project, for a search by name.
struct WorkspaceSymbol {
  std::string name = {};
  std::string_view type = {};  ///< of the metadata; owned by the schema
  FileId file = FileId::none;
  TextRange range = {};
};

/// The components whose names have the letters of `words` in this order, whatever their case; the
/// nearest first, at most so many.
std::vector<WorkspaceSymbol> workspace_symbols(const Snapshot& snapshot, std::string_view words,
                                               std::size_t most);

}  // namespace ecac
