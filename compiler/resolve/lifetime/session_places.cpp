#include "compiler/resolve/lifetime/session_places.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/field_value.h"
#include "compiler/resolve/values/record_id.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/AssignmentIdPrefix.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

constexpr FieldId kProfileTimeout = fields::ProfileSessionSetting::sessionTimeout;
constexpr FieldId kOrgTimeout = fields::SecuritySettings::sessionSettings_sessionTimeout;

/// Policies name a profile by the label in Setup, session settings by its API name.
std::string_view api_name_of(const SchemaSet& schema, std::string_view profile) {
  const auto profiles = schema.standard_profiles();
  const auto standard = std::find_if(profiles.begin(), profiles.end(), [&](const auto& known) {
    return equal_ignoring_case(known.label, profile);
  });
  return standard == profiles.end() ? profile : std::string_view(standard->name);
}

/// The settings of the profile, whatever its letter case.
SettingFiles settings_of(const ProjectContext& context, std::string_view profile) {
  SettingFiles settings = context.session_settings(profile);
  if (!settings.files.empty()) return settings;
  const std::string_view name = api_name_of(context.schema(), profile);
  return name == profile ? settings : context.session_settings(name);
}

Resolved<long long> minutes_of(const EnumSchema* values, const Resolved<std::string>& name) {
  const EnumValue* value = name.known() && values != nullptr ? values->find(*name.value) : nullptr;
  if (value == nullptr || value->minutes <= 0) return {std::nullopt, name.origin};
  return {value->minutes, name.origin};
}

}  // namespace

LifetimePlace profile_place(const ProjectContext& context, std::string_view profile) {
  LifetimePlace place{.source = LifetimeSource::profile_session};
  const ValueReader settings = context.reader(settings_of(context, profile));
  if (!settings.has_file()) {
    // Whose an id is, nobody sees.
    const bool id = is_record_id(context.schema(), values::AssignmentIdPrefix::kListName, profile);
    const bool complete = !id && context.project().is_complete(types::ProfileSessionSetting);
    place.fact = complete ? PlaceFact::absent : PlaceFact::not_known;
    place.note = fmt::format("no session setting for profile `{}`{}", profile,
                             complete ? "" : " in this project");
    if (!complete) {
      place.minutes = Resolved<long long>::unknown(
          fmt::format("the session setting of profile `{}` in the org", profile), kProfileTimeout);
    }
    return place;
  }
  place.fact = PlaceFact::present;
  place.note = fmt::format("profile `{}`", profile);
  const FieldSchema& field = context.schema().field(kProfileTimeout);
  const Resolved<bool> written = settings.present(kProfileTimeout);
  const Resolved<long long> stored = written.is(true)
                                         ? settings.number(kProfileTimeout, 0)
                                         : Resolved<long long>{std::nullopt, written.origin};
  place.minutes = within_limits(field, context.project().api_version(), stored);
  place.invalid = stored.known() && !place.minutes.known();
  if (place.invalid) place.note += fmt::format(": {} is not allowed", *stored.value);
  if (place.minutes.is(0) && field.minutes > 0) {
    place.minutes.value = field.minutes;
    place.note += ": stored as 0";
  }
  return place;
}

LifetimePlace unknown_profile_place(Origin decided_by) {
  return {.source = LifetimeSource::profile_session,
          .fact = PlaceFact::not_known,
          .minutes = {std::nullopt, std::move(decided_by)}};
}

LifetimePlace org_place(const ProjectContext& context) {
  LifetimePlace place{.source = LifetimeSource::org_session};
  SettingFiles files = context.security_settings();
  // Whether something stands there is one question, what its absence means another.
  files.of_file = Absence::defaults;
  files.of_field = Absence::defaults;
  const ValueReader org = context.reader(files);
  if (org.present(kOrgTimeout).is(false)) {
    const bool complete = context.project().is_complete(types::SecuritySettings);
    place.fact = complete ? PlaceFact::absent : PlaceFact::not_known;
    place.note = complete ? "not set" : "not in this project";
    if (!complete) {
      place.minutes = Resolved<long long>::unknown("`{field}` of `{type}` in the org", kOrgTimeout);
    }
    return place;
  }
  place.fact = PlaceFact::present;
  const Resolved<std::string> name = org.text(kOrgTimeout);
  place.minutes = minutes_of(context.schema().field(kOrgTimeout).values, name);
  place.note = name.value.value_or("");
  return place;
}

LifetimePlace platform_place(const SchemaSet& schema) {
  const FieldSchema& field = schema.field(kOrgTimeout);
  const Origin origin = Origin::default_of(kOrgTimeout, field.default_standing);
  return {
      .source = LifetimeSource::platform,
      .fact = PlaceFact::present,
      .minutes = minutes_of(field.values, {std::string(field.default_value.value_or("")), origin})};
}

}  // namespace ecac
