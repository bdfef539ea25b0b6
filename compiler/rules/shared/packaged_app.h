#pragma once

#include <optional>
#include <string_view>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// The header file of an app, and what it says of where the app is meant to go.
struct AppHeader {
  FileId file = FileId::none;
  const FieldFact* state = nullptr;    ///< `distributionState`; null if it cannot be judged
  std::string_view distribution = {};  ///< its value; "" if it cannot be judged
};

/// The header of the app of a bundle unit; none if the project does not have exactly one.
std::optional<AppHeader> header_of(RuleContext& ctx);

/// `00D000000000001:Harbor` taken apart: which org something belongs to, and what it is there.
struct OrgScopedId {
  std::string_view org = {};
  std::string_view rest = {};
};

/// None if the value has another form.
std::optional<OrgScopedId> parse_org_scoped_id(const SchemaSet& schema, std::string_view value);

}  // namespace ecac
