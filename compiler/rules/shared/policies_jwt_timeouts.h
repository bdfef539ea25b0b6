#pragma once

#include <algorithm>
#include <array>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/JWTSessionTimeoutType.h"

namespace ecac {

/// The two fields that decide the lifetime of one kind of access token in JWT form.
struct JwtTimeoutPair {
  FieldId type;
  FieldId timeout;
};

inline constexpr std::array<JwtTimeoutPair, 2> kJwtTimeoutPairs = {{
    {fields::ExtlClntAppOauthConfigurablePolicies::guestJwtSessionTimeoutType,
     fields::ExtlClntAppOauthConfigurablePolicies::guestJwtTimeout},
    {fields::ExtlClntAppOauthConfigurablePolicies::namedUserJwtSessionTimeoutType,
     fields::ExtlClntAppOauthConfigurablePolicies::namedUserJwtTimeout},
}};

/// The cheap question first: false if surely no file of the app has one of the fields.
inline bool may_have_jwt_timeouts(const RuleContext& ctx) {
  return std::any_of(kJwtTimeoutPairs.begin(), kJwtTimeoutPairs.end(),
                     [&](const JwtTimeoutPair& pair) {
                       return may_have(ctx, pair.type) || may_have(ctx, pair.timeout);
                     });
}

/// Whether a field is written at all, also with a placeholder.
inline bool is_present(const RuleContext& ctx, FileId file, FieldId field) {
  const FieldFact* fact = ctx.project().file(file).facts.find(field);
  return fact != nullptr && fact->state != ValueState::empty;
}

/// Whether the type asks for a number that is not there.
inline bool lacks_timeout(const RuleContext& ctx, const JwtTimeoutPair& pair,
                          const WrittenField& type) {
  return type && type.text == values::JWTSessionTimeoutType::Custom &&
         !is_present(ctx, type.file, pair.timeout) && !ctx.project().file(type.file).facts.broken();
}

}  // namespace ecac
