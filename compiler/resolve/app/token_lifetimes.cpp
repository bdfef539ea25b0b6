#include "compiler/resolve/app/token_lifetimes.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/JWTSessionTimeoutType.h"

namespace ecac {

namespace {

using Outcome = LifetimeStep::Outcome;

constexpr std::string_view kAppPolicy = "app policy";
constexpr std::string_view kProfile = "profile session setting";
constexpr std::string_view kOrg = "org session setting";
constexpr std::string_view kPlatform = "platform default";
/// Two hours; also what a profile session setting of 0 means (Metadata API Developer Guide,
/// "ProfileSessionSetting").
constexpr long long kPlatformMinutes = 120;
constexpr std::size_t kSteps = 4;

LifetimeStep step(std::string_view source, Outcome outcome, Resolved<long long> minutes = {},
                  std::string note = {}) {
  return {source, outcome, std::move(minutes), std::move(note)};
}

class SessionLookup {
 public:
  SessionLookup(const ProjectContext& context, ResolvedLifetime& lifetime)
      : context_(context), lifetime_(lifetime) {}

  /// `reached` is false when something before has decided; the steps are shown all the same.
  void run(const Resolved<std::string>& profile, bool reached) {
    bool open = reached;
    profile_step(profile, open);
    org_step(open);
    if (open) {
      lifetime_.minutes = {
          kPlatformMinutes,
          Origin::default_of(fields::SecuritySettings::sessionSettings_sessionTimeout,
                             Standing::observed)};
    }
    lifetime_.steps.push_back(
        step(kPlatform, open ? Outcome::used : Outcome::not_reached, {kPlatformMinutes, {}}, ""));
  }

 private:
  void profile_step(const Resolved<std::string>& profile, bool& open) {
    if (!profile.known()) {
      lifetime_.steps.push_back(step(kProfile, open ? Outcome::unknown : Outcome::not_reached,
                                     {std::nullopt, profile.origin}, ""));
      if (open) lifetime_.minutes = {std::nullopt, profile.origin};
      open = false;
      return;
    }
    const FileId file = context_.session_setting(*profile.value);
    if (file == FileId::none) {
      lifetime_.steps.push_back(
          step(kProfile, open ? Outcome::not_set : Outcome::not_reached, {},
               fmt::format("no session setting for profile `{}` in this project", *profile.value)));
      return;
    }
    Resolved<long long> minutes =
        context_.reader(file).number(fields::ProfileSessionSetting::sessionTimeout, 0);
    std::string note;
    if (minutes.is(0)) {
      minutes.value = kPlatformMinutes;
      note = "stored as 0";
    }
    if (open) lifetime_.minutes = minutes;
    lifetime_.steps.push_back(step(kProfile,
                                   !open             ? Outcome::not_reached
                                   : minutes.known() ? Outcome::used
                                                     : Outcome::unknown,
                                   minutes, std::move(note)));
    open = false;
  }

  void org_step(bool& open) {
    const FieldId field = fields::SecuritySettings::sessionSettings_sessionTimeout;
    const ValueReader org = context_.reader(org_here());
    const Resolved<bool> written = org.present(field);
    if (written.is(false)) {
      lifetime_.steps.push_back(
          step(kOrg, open ? Outcome::not_set : Outcome::not_reached, {}, "not in this project"));
      return;
    }
    const Resolved<std::string> name = org.text(field);
    Resolved<long long> minutes = {std::nullopt, name.origin};
    if (name.known()) {
      const EnumValue* value = context_.schema().field(field).values->find(*name.value);
      if (value != nullptr && value->minutes > 0) minutes.value = value->minutes;
    }
    if (open) lifetime_.minutes = minutes;
    lifetime_.steps.push_back(step(kOrg,
                                   !open             ? Outcome::not_reached
                                   : minutes.known() ? Outcome::used
                                                     : Outcome::unknown,
                                   minutes, name.value.value_or("")));
    open = false;
  }

  /// What the tree says of the org, without a guess about what it leaves out.
  SettingFiles org_here() const {
    SettingFiles files = context_.security_settings();
    files.of_file = Absence::defaults;
    files.of_field = Absence::defaults;
    return files;
  }

  const ProjectContext& context_;
  ResolvedLifetime& lifetime_;
};

/// What the app's own policy says. True if the search goes on to the session.
bool policy_step(const ProjectContext& context, const ValueReader& policies,
                 JwtLifetimeFields fields, ResolvedLifetime& lifetime) {
  const FieldSchema& timeout = context.schema().field(fields.timeout);
  const ApiVersion version = context.project().api_version();
  const Resolved<bool> typed = policies.present(fields.type);
  const Resolved<bool> timed = policies.present(fields.timeout);
  const auto stop = [&](Outcome outcome, Resolved<long long> minutes, std::string note) {
    lifetime.minutes = minutes;
    lifetime.steps.push_back(step(kAppPolicy, outcome, std::move(minutes), std::move(note)));
    return false;
  };
  if (!typed.known()) return stop(Outcome::unknown, {std::nullopt, typed.origin}, "");
  if (!timed.known()) return stop(Outcome::unknown, {std::nullopt, timed.origin}, "");
  const Resolved<std::string> kind =
      *typed.value ? policies.text(fields.type) : Resolved<std::string>{"", typed.origin};
  if (!kind.known()) return stop(Outcome::invalid, {std::nullopt, kind.origin}, "");
  const Resolved<long long> number =
      *timed.value ? policies.number(fields.timeout, 0) : Resolved<long long>{};
  if (*kind.value == values::JWTSessionTimeoutType::UserSession) {
    lifetime.steps.push_back(step(kAppPolicy, Outcome::not_set, number,
                                  *timed.value
                                      ? fmt::format("`UserSession`: `{}` is ignored", timeout.name)
                                      : "`UserSession`"));
    return true;
  }
  const bool custom = *kind.value == values::JWTSessionTimeoutType::Custom;
  if (!*timed.value) {
    if (custom) {
      return stop(Outcome::invalid,
                  Resolved<long long>::unknown("`{field}`, which `Custom` needs", fields.timeout),
                  "");
    }
    return stop(
        Outcome::unknown,
        Resolved<long long>::unknown("`{field}`, whose default nobody documents", fields.type), "");
  }
  if (!number.known()) return stop(Outcome::invalid, number, "");
  if (!timeout.allows(*number.value, version)) {
    return stop(
        Outcome::invalid,
        Resolved<long long>::unknown(fmt::format("a `{}` that API {}.0 allows: {}", timeout.name,
                                                 version, timeout.allowed_numbers(version)),
                                     fields.timeout),
        fmt::format("{} is not allowed", *number.value));
  }
  if (!custom && version >= context.schema().field(fields.type).since) {
    return stop(
        Outcome::unknown,
        Resolved<long long>::unknown("`{field}`, whose default nobody documents", fields.type),
        fmt::format("{} minutes count only with the type `Custom`", *number.value));
  }
  return stop(Outcome::used, number, "");
}

}  // namespace

ResolvedLifetime jwt_lifetime(const ProjectContext& context, const ValueReader& policies,
                              JwtLifetimeFields fields, const Resolved<std::string>& profile) {
  ResolvedLifetime lifetime;
  lifetime.steps.reserve(kSteps);
  const bool session = policy_step(context, policies, fields, lifetime);
  SessionLookup(context, lifetime).run(profile, session);
  return lifetime;
}

ResolvedLifetime opaque_lifetime(const ProjectContext& context, const ValueReader& policies,
                                 const Resolved<std::string>& profile) {
  ResolvedLifetime lifetime;
  lifetime.steps.reserve(kSteps);
  const FieldId field = fields::ExtlClntAppOauthConfigurablePolicies::sessionTimeoutInMinutes;
  const Resolved<bool> set = policies.present(field);
  bool session = set.is(false);
  if (session) {
    lifetime.steps.push_back(step(kAppPolicy, Outcome::not_set));
  } else {
    lifetime.minutes =
        set.known() ? policies.number(field, 0) : Resolved<long long>{std::nullopt, set.origin};
    lifetime.steps.push_back(step(
        kAppPolicy, lifetime.minutes.known() ? Outcome::used : Outcome::unknown, lifetime.minutes));
  }
  SessionLookup(context, lifetime).run(profile, session);
  return lifetime;
}

Resolved<std::string> guest_profile(const ProjectContext& context,
                                    const AppConfiguration* configuration) {
  if (configuration != nullptr && configuration->guest_profile) {
    return {configuration->guest_profile->value,
            Origin::configured_at(configuration->guest_profile->place)};
  }
  const ProjectView& project = context.project();
  const FieldId field = fields::CustomSite::guestProfile;
  const auto of_site = [&](FileId site) { return context.reader(site).text(field); };
  const auto undecided = [&] {
    return Resolved<std::string>::unknown(
        "the profile of the site's guests: `guestProfile` in ecac.json or of the site", field);
  };
  if (context.networks().size() == 1) {
    const ValueReader network = context.reader(context.networks()[0]);
    const Resolved<std::string> name = network.text(fields::Network::site);
    for (const FileId site : context.sites()) {
      if (name.known() && project.file(site).full_name == *name.value) {
        const Resolved<std::string> profile = of_site(site);
        return profile.is("") ? undecided() : profile;
      }
    }
  }
  if (context.sites().size() == 1 && context.networks().size() <= 1) {
    const Resolved<std::string> profile = of_site(context.sites()[0]);
    return profile.is("") ? undecided() : profile;
  }
  return undecided();
}

}  // namespace ecac
