#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// So many names are offered at once.
inline constexpr std::size_t kMostNames = 200;

/// The name of a component, or a form of it.
struct OfferedName {
  std::string name = {};
  TypeId type = TypeId::none;
  std::string remark = {};  ///< what it is, where its type does not say it
  bool preferred = false;
};

/// Names, the first of them in the order of the alphabet.
struct OfferedNames {
  std::vector<OfferedName> names = {};
  bool more = false;
};

/// The components of the project of a type that begin with the letters, whatever their case. In
/// time linear in the files of the type.
OfferedNames names_of_type(const Snapshot& snapshot, TypeId type, std::string_view letters);

/// What the value of a field may name, in its form: a component, a principal of one, a profile by
/// its label.
OfferedNames names_for_field(const Snapshot& snapshot, const FieldSchema& field,
                             std::string_view letters);

}  // namespace ecac
