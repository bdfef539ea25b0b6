#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/model/project.h"

namespace ecac {

/// A component of a project that is to have another name.
struct RenamedComponent {
  TypeId type = TypeId::none;
  std::string from = {};  ///< without a namespace
  std::string to = {};
};

/// The component in quotes, with its type: "the permission set `A`" is for people who know no
/// types, "PermissionSet `A`" for those who read metadata.
std::string spoken(const SchemaSet& schema, TypeId type, std::string_view name);

/// Why components of a type keep the names they have, as a sentence; none if they need not.
std::optional<std::string> fixed_name(const TypeSchema& type);

/// Why nothing of the type can have a name, as a sentence; none if it can.
std::optional<std::string> name_problem(const TypeSchema& type, std::string_view name);

/// Why the component cannot have its new name in a project: another one has it, there or elsewhere,
/// or is meant by it. None if it can. In time linear in the components of its type.
std::optional<std::string> name_conflict(const Project& project, const RenamedComponent& change);

/// A full name as the name of a file has it.
std::string name_in_file(const TypeSchema& type, std::string_view full_name);

}  // namespace ecac
