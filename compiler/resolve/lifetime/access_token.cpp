#include "compiler/resolve/lifetime/access_token.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "compiler/model/value_list.h"
#include "compiler/resolve/lifetime/session_places.h"
#include "compiler/resolve/values/field_value.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/JWTSessionTimeoutType.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

LifetimePlace absent(Resolved<long long> minutes = {}, std::string note = {}) {
  return {.source = LifetimeSource::app_policy,
          .fact = PlaceFact::absent,
          .minutes = std::move(minutes),
          .note = std::move(note)};
}

LifetimePlace present(Resolved<long long> minutes, std::string note = {}) {
  return {.source = LifetimeSource::app_policy,
          .fact = PlaceFact::present,
          .minutes = std::move(minutes),
          .note = std::move(note)};
}

LifetimePlace invalid(Resolved<long long> minutes, std::string note = {}) {
  LifetimePlace place = present(std::move(minutes), std::move(note));
  place.invalid = true;
  return place;
}

/// What the app's own policy says of a JWT. That of which nothing is known is as good as present:
/// nobody documents what an app without a policy does.
LifetimePlace jwt_place(const ProjectContext& context, const ValueReader& policies,
                        JwtLifetimeFields fields) {
  const FieldSchema& timeout = context.schema().field(fields.timeout);
  const ApiVersion version = context.project().api_version();
  const Resolved<bool> typed = policies.present(fields.type);
  const Resolved<bool> timed = policies.present(fields.timeout);
  if (!typed.known()) return present({std::nullopt, typed.origin});
  if (!timed.known()) return present({std::nullopt, timed.origin});
  const Resolved<std::string> kind =
      *typed.value ? policies.text(fields.type) : Resolved<std::string>{"", typed.origin};
  if (!kind.known()) return invalid({std::nullopt, kind.origin});
  const Resolved<long long> number =
      *timed.value ? policies.number(fields.timeout, 0) : Resolved<long long>{};
  if (*kind.value == values::JWTSessionTimeoutType::UserSession) {
    return absent(number, *timed.value ? fmt::format("`UserSession`: `{}` is ignored", timeout.name)
                                       : "`UserSession`");
  }
  const bool custom = *kind.value == values::JWTSessionTimeoutType::Custom;
  const auto no_default =
      Resolved<long long>::unknown("`{field}`, whose default nobody documents", fields.type);
  if (!*timed.value) {
    if (!custom) return present(no_default);
    return invalid(Resolved<long long>::unknown("`{field}`, which `Custom` needs", fields.timeout));
  }
  if (!number.known()) return invalid(number);
  const Resolved<long long> minutes = within_limits(timeout, version, number);
  if (!minutes.known()) return invalid(minutes, fmt::format("{} is not allowed", *number.value));
  if (!custom && version >= context.schema().field(fields.type).since) {
    return present(no_default,
                   fmt::format("{} minutes count only with the type `Custom`", *number.value));
  }
  return present(number);
}

LifetimePlace opaque_place(const ProjectContext& context, const ValueReader& policies) {
  const FieldId field = policy_fields::sessionTimeoutInMinutes;
  const Resolved<bool> set = policies.present(field);
  if (set.is(false)) return absent();
  if (!set.known()) {
    // Without a file the org may have one; with a file somebody has said something.
    if (policies.has_file()) return present({std::nullopt, set.origin});
    return {.source = LifetimeSource::app_policy,
            .fact = PlaceFact::not_known,
            .minutes = {std::nullopt, set.origin}};
  }
  const Resolved<long long> number = policies.number(field, 0);
  const Resolved<long long> minutes =
      within_limits(context.schema().field(field), context.project().api_version(), number);
  if (number.known() && !minutes.known()) {
    return invalid(minutes, fmt::format("{} is not allowed", *number.value));
  }
  return present(minutes);
}

/// Asks for the session of each profile where the policy leaves it to that.
ResolvedLifetime search(const ProjectContext& context, const LifetimePlace& policy,
                        const TokenUsers& users) {
  const LifetimePlace org = org_place(context);
  const LifetimePlace platform = platform_place(context.schema());
  const auto of_profile = [&](LifetimePlace profile) {
    return search_lifetime({policy, std::move(profile), org, platform});
  };
  const auto of_others = [&] {
    return of_profile(unknown_profile_place(users.others.value_or(Origin())));
  };
  const bool one = users.profiles.size() == 1 && !users.others;
  if (policy.fact == PlaceFact::present && !one) return of_others();
  if (users.profiles.empty()) return of_others();
  std::vector<ResolvedLifetime> searches;
  std::vector<std::string> profiles = users.profiles;
  searches.reserve(profiles.size() + 1);
  for (const std::string& profile : profiles) {
    searches.push_back(of_profile(profile_place(context, profile)));
  }
  if (policy.fact == PlaceFact::present) return std::move(searches.front());
  if (users.others) {
    searches.push_back(of_others());
    profiles.emplace_back();
  }
  return join_lifetimes(std::move(searches), profiles);
}

/// What a user who comes in need not have one of the listed profiles for.
std::optional<Origin> others_of(const ValueReader& policies, const ValueReader& global) {
  const Resolved<bool> sets = policies.present(policy_fields::commaSeparatedPermissionSet);
  if (!sets.is(false)) {
    return Origin::unknown_until("the profiles of users who have one of the permission sets");
  }
  const bool runs_as_user =
      !global.boolean(global_fields::isClientCredentialsFlowEnabled).is(false) &&
      !policies.boolean(policy_fields::isClientCredentialsFlowEnabled).is(false);
  if (runs_as_user) {
    return Origin::unknown_until("the profile of the user as whom client credentials run");
  }
  return std::nullopt;
}

}  // namespace

TokenUsers users_of_app(const ValueReader& policies, const ValueReader& global) {
  const auto any = [] {
    return TokenUsers{{}, Origin::unknown_until("the session setting of the user's profile")};
  };
  const Resolved<std::string> permitted = policies.text(policy_fields::permittedUsersPolicyType);
  const Resolved<std::string> listed = policies.text(policy_fields::commaSeparatedProfile);
  if (!permitted.is(values::PermittedUsersPolicyType::AdminApprovedPreAuthorized) ||
      !listed.known()) {
    return any();
  }
  TokenUsers users;
  std::unordered_set<std::string> seen;
  for_each_item(*listed.value, ListSyntax::comma, [&](const ListItem& item) {
    if (item.text.empty() || !seen.insert(ascii::in_small_letters(item.text)).second) return;
    users.profiles.emplace_back(item.text);
  });
  if (users.profiles.empty()) return any();
  users.others = others_of(policies, global);
  return users;
}

TokenUsers guests_of_app(const ProjectContext& context, const AppConfiguration* configuration) {
  if (configuration != nullptr && configuration->guest_profile) {
    return {{configuration->guest_profile->value}, std::nullopt};
  }
  const ProjectView& project = context.project();
  const FieldId field = fields::CustomSite::guestProfile;
  const auto undecided = [&] {
    return TokenUsers{
        {},
        Origin::unknown_until(
            "the profile of the site's guests: `guestProfile` in ecac.json or of the site", field)};
  };
  const auto of_site = [&](FileId site) -> TokenUsers {
    const Resolved<std::string> profile = context.reader(site).text(field);
    if (!profile.known()) return {{}, profile.origin};
    if (profile.is("")) return undecided();
    return {{*profile.value}, std::nullopt};
  };
  if (context.networks().size() == 1) {
    const ValueReader network = context.reader(context.networks()[0]);
    const Resolved<std::string> name = network.text(fields::Network::site);
    for (const FileId site : context.sites()) {
      if (name.known() && project.file(site).full_name == *name.value) return of_site(site);
    }
  }
  if (context.sites().size() == 1 && context.networks().size() <= 1) {
    return of_site(context.sites()[0]);
  }
  return undecided();
}

ResolvedLifetime jwt_lifetime(const ProjectContext& context, const ValueReader& policies,
                              JwtLifetimeFields fields, const TokenUsers& users) {
  ResolvedLifetime lifetime = search(context, jwt_place(context, policies, fields), users);
  lifetime.bounds = {{false, lifetime.minutes},
                     LifetimeBound::none(Origin::derived_from_one("tokens/accessTokenFormat"))};
  return lifetime;
}

ResolvedLifetime opaque_lifetime(const ProjectContext& context, const ValueReader& policies,
                                 const TokenUsers& users) {
  ResolvedLifetime lifetime = search(context, opaque_place(context, policies), users);
  lifetime.bounds = {LifetimeBound::none(Origin::derived_from_one("tokens/accessTokenFormat")),
                     {false, lifetime.minutes}};
  return lifetime;
}

}  // namespace ecac
