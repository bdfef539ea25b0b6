#include "compiler/resolve/lifetime/id_token.h"

#include <utility>

#include "compiler/resolve/values/field_value.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

ResolvedIdToken resolve_id_token(const SchemaSet& schema, ApiVersion version,
                                 const ValueReader& global, Resolved<bool> asked_for) {
  namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
  const FieldId field = global_fields::idTokenConfig_idTokenValidityInMinutes;
  ResolvedIdToken token;
  token.minutes = asked_for.known()
                      ? within_limits(schema.field(field), version, global.number(field, 0))
                      : Resolved<long long>{std::nullopt, asked_for.origin};
  token.audience = global.text(global_fields::idTokenConfig_idTokenAudience);
  token.attributes = global.boolean(global_fields::idTokenConfig_idTokenIncludeAttributes);
  token.custom_permissions =
      global.boolean(global_fields::idTokenConfig_idTokenIncludeCustomPermissions);
  token.standard_claims = global.boolean(global_fields::idTokenConfig_idTokenIncludeStandardClaims);
  token.issued = std::move(asked_for);
  return token;
}

}  // namespace ecac
