#pragma once

#include <string>

#include "compiler/resolve/values/value_reader.h"

namespace ecac {

/// The ID token of OpenID Connect. All but `issued` counts where one is issued.
struct ResolvedIdToken {
  Resolved<bool> issued = {};
  Resolved<long long> minutes = {};
  Resolved<std::string> audience = {};  ///< beside the client id; "" for none
  Resolved<bool> attributes, custom_permissions, standard_claims;  ///< what it includes
};

/// `asked_for`: whether a scope asks for one.
ResolvedIdToken resolve_id_token(const SchemaSet& schema, ApiVersion version,
                                 const ValueReader& global, Resolved<bool> asked_for);

}  // namespace ecac
