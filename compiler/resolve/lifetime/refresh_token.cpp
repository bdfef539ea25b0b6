#include "compiler/resolve/lifetime/refresh_token.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/RefreshTokenPolicyType.h"
#include "compiler/schema/values/RefreshTokenValidityUnit.h"

namespace ecac {

namespace {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

constexpr FieldId kPolicy = policy_fields::refreshTokenPolicyType;
constexpr FieldId kPeriod = policy_fields::refreshTokenValidityPeriod;
constexpr FieldId kUnit = policy_fields::refreshTokenValidityUnit;
constexpr FieldId kIdleLimit = global_fields::isEnforceRefreshTokenTTL;

/// What a policy without its number or unit lacks.
template <class T>
Resolved<T> missing(const SchemaSet& schema, FieldId field, const std::string& policy) {
  return Resolved<T>::unknown(
      fmt::format("`{}`, which `{}` needs", schema.field(field).name, policy), field);
}

void read_period(const SchemaSet& schema, const ValueReader& policies, ResolvedRefresh& refresh) {
  const Resolved<bool> has_period = policies.present(kPeriod);
  const Resolved<bool> has_unit = policies.present(kUnit);
  refresh.period = policies.number(kPeriod, 0);
  refresh.unit = policies.text(kUnit);
  if (!refresh.has_period()) return;
  // Policies without a word on refresh tokens are as the platform makes them.
  const int generated = schema.baseline().generated_lifetime_days;
  if (policies.present(kPolicy).is(false) && has_period.is(false) && has_unit.is(false) &&
      generated != 0) {
    refresh.period = {generated, Origin::default_of(kPeriod, Standing::observed)};
    refresh.unit = {std::string(values::RefreshTokenValidityUnit::Days),
                    Origin::default_of(kUnit, Standing::observed)};
    return;
  }
  const std::string& policy = *refresh.policy.value;
  if (has_period.is(false)) {
    refresh.period = missing<long long>(schema, kPeriod, policy);
  } else if (refresh.period.known() && *refresh.period.value <= 0) {
    refresh.period = Resolved<long long>::unknown("a value of `{field}` above 0", kPeriod);
  }
  if (has_unit.is(false)) refresh.unit = missing<std::string>(schema, kUnit, policy);
}

Resolved<long long> length_of(const SchemaSet& schema, const ResolvedRefresh& refresh) {
  if (!refresh.policy.known()) return {std::nullopt, refresh.policy.origin};
  if (!refresh.has_period() || !refresh.period.known()) {
    return {std::nullopt, refresh.period.origin};
  }
  const EnumSchema* units = schema.field(kUnit).values;
  const EnumValue* unit =
      refresh.unit.known() && units != nullptr ? units->find(*refresh.unit.value) : nullptr;
  if (unit == nullptr) return {std::nullopt, refresh.unit.origin};
  // Beyond some thousand years it no longer matters how long exactly.
  constexpr long long kLongest = 100000;
  return {std::min(*refresh.period.value, kLongest) * unit->minutes, refresh.period.origin};
}

LifetimeBounds stated_bounds(const ResolvedRefresh& refresh) {
  const Origin& policy = refresh.policy.origin;
  const LifetimeBound never = LifetimeBound::none(policy);
  const LifetimeBound length = {false, refresh.minutes};
  switch (refresh.end) {
    case RefreshEnd::with_the_session: return {{false, {0, policy}}, never};
    case RefreshEnd::when_revoked: return {never, never};
    case RefreshEnd::after_a_period: return {length, never};
    case RefreshEnd::after_an_unused_period: return {never, length};
    case RefreshEnd::unknown: break;
  }
  return {LifetimeBound::unknown(policy), LifetimeBound::unknown(policy)};
}

/// The idle time that is left under a limit of so many minutes.
LifetimeBound limited(const LifetimeBound& idle, const Resolved<bool>& is_limited,
                      long long limit) {
  if (is_limited.is(false) || limit == 0 || idle.is_unknown()) return idle;
  if (idle.is_value() && *idle.minutes.value <= limit) return idle;
  if (is_limited.known()) return {false, {limit, is_limited.origin}};
  return LifetimeBound::unknown(is_limited.origin);
}

}  // namespace

RefreshEnd refresh_end(std::string_view policy) {
  namespace policies = values::RefreshTokenPolicyType;
  if (policy == policies::Zero) return RefreshEnd::with_the_session;
  if (policy == policies::Infinite) return RefreshEnd::when_revoked;
  if (policy == policies::SpecificInactivity) return RefreshEnd::after_an_unused_period;
  return policy == policies::SpecificLifetime ? RefreshEnd::after_a_period : RefreshEnd::unknown;
}

bool ResolvedRefresh::is_shortened() const {
  if (end != RefreshEnd::when_revoked && end != RefreshEnd::after_an_unused_period) return false;
  if (!bounds.idle.is_value() || stated.idle.is_unknown()) return false;
  return stated.idle.never || *bounds.idle.minutes.value < *stated.idle.minutes.value;
}

ResolvedRefresh resolve_refresh(const SchemaSet& schema, const ValueReader& policies,
                                const ValueReader& global, const Resolved<bool>& offline) {
  ResolvedRefresh refresh;
  refresh.policy = policies.text(kPolicy);
  if (refresh.policy.known()) refresh.end = refresh_end(*refresh.policy.value);
  read_period(schema, policies, refresh);
  refresh.minutes = length_of(schema, refresh);
  refresh.rotation = global.boolean(global_fields::isRefreshTokenRotationEnabled);
  refresh.idle_limit = global.boolean(kIdleLimit);

  Resolved<bool> lasting = {std::nullopt, refresh.policy.origin};
  if (refresh.policy.known()) lasting.value = refresh.end != RefreshEnd::with_the_session;
  refresh.issued = both(offline, lasting);

  refresh.stated = stated_bounds(refresh);
  refresh.bounds = refresh.stated;
  if (refresh.end != RefreshEnd::with_the_session) {
    refresh.bounds.idle =
        limited(refresh.stated.idle, refresh.idle_limit, schema.field(kIdleLimit).minutes);
  }
  return refresh;
}

}  // namespace ecac
