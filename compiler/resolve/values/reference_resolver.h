#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// Whether what a name names exists, as far as the tree can tell.
enum class ReferenceState : std::uint8_t {
  found,       ///< defined in the project
  elsewhere,   ///< known to exist outside: declared as known, or standard in every org
  other_case,  ///< only a name with other letter case is defined
  near_miss,   ///< not defined, but so near to one that is that it must be a typo
  removed,     ///< not here any more: what is deployed takes it out of the org
  outside,     ///< not here; may live elsewhere. A complete deploy makes it missing
  unknown,     ///< a record id, a managed name: nothing can be said
};

/// As documents and screens call it; what is removed and both kinds of a wrong name are `missing`.
std::string_view to_string(ReferenceState state);

/// Profiles that every org has, by API name or by the label that retrieve writes.
bool is_standard_profile(const SchemaSet& schema, std::string_view name);

/// How a reference is met, by what, and what may have been meant.
struct ReferenceAnswer {
  ReferenceState state = ReferenceState::unknown;
  SymbolId symbol = SymbolId::none;  ///< what was found, or the name as written
  std::string suggestion = {};       ///< for other_case and near_miss
};

/// The one place that decides whether a reference is met. Rules, compile and hover read its answer.
class ReferenceResolver {
 public:
  explicit ReferenceResolver(const ProjectView& project) : project_(project) {}

  ReferenceAnswer resolve(FileId file, std::size_t use) const;
  ReferenceAnswer resolve(const FieldSchema& field, std::string_view name, SymbolId symbol) const;

 private:
  bool exists(TypeId type, std::string_view name, SymbolId symbol, ReferenceAnswer& answer) const;

  ProjectView project_;
};

}  // namespace ecac
