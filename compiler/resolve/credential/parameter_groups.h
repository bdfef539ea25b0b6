#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// The group of parameters that holds for all principals.
bool is_default_group(const SchemaSet& schema, const Resolved<std::string_view>& group);

/// The `Scope` of the group that holds for all principals; null if there is none.
const Parameter* default_scope(const SchemaSet& schema, const ParameterList& parameters);
/// The first `Scope` of each group, by the group as it is written.
std::map<std::string_view, const Parameter*> scopes_by_group(const ParameterList& parameters);

/// Why a parameter of an external credential takes part in no request.
enum class InertReason : std::uint8_t {
  no_principal,   ///< its group is the group of no principal
  unknown_name,   ///< the protocol is known not to read a setting of that name
  misspelt_name,  ///< the same, and the name is one that it reads, written wrong
};

/// One of them, with what says so.
struct InertParameter {
  const Parameter* parameter = nullptr;
  InertReason reason = {};
  std::string_view meant = {};  ///< the name of a setting that may be meant; "" if none is near
};

/// The parameters that end in no request, in the order of the file. `protocol` is that of the
/// credential.
std::vector<InertParameter> inert_parameters(const SchemaSet& schema,
                                             const ParameterList& parameters,
                                             const Resolved<std::string>& protocol);

}  // namespace ecac
