#include "compiler/resolve/lifetime/lifetime.h"

#include <algorithm>
#include <utility>

namespace ecac {

namespace {

using Outcome = LifetimeStep::Outcome;

Outcome outcome_of(const LifetimePlace& place) {
  switch (place.fact) {
    case PlaceFact::absent: return Outcome::not_set;
    case PlaceFact::not_known: return Outcome::unknown;
    case PlaceFact::present: break;
  }
  if (place.invalid) return Outcome::invalid;
  return place.minutes.known() ? Outcome::used : Outcome::unknown;
}

/// What the places say if those that are not known say nothing.
std::optional<LifetimeFallback> fallback_of(const std::vector<LifetimePlace>& places) {
  LifetimeFallback fallback;
  for (const LifetimePlace& place : places) {
    if (place.fact == PlaceFact::not_known) fallback.unless.push_back(place.source);
    if (place.fact != PlaceFact::present) continue;
    if (fallback.unless.empty() || place.invalid || !place.minutes.known()) return std::nullopt;
    fallback.minutes = *place.minutes.value;
    return fallback;
  }
  return std::nullopt;
}

/// Of one place in several searches: what happened where it mattered most.
Outcome joined(Outcome a, Outcome b) {
  for (const Outcome outcome :
       {Outcome::used, Outcome::unknown, Outcome::invalid, Outcome::not_set}) {
    if (a == outcome || b == outcome) return outcome;
  }
  return Outcome::not_reached;
}

const ProfileLifetime* first_unknown(const std::vector<ProfileLifetime>& profiles) {
  const auto found = std::find_if(profiles.begin(), profiles.end(),
                                  [](const auto& profile) { return !profile.minutes.known(); });
  return found == profiles.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_string(LifetimeSource source) {
  switch (source) {
    case LifetimeSource::app_policy: return "app policy";
    case LifetimeSource::profile_session: return "profile session setting";
    case LifetimeSource::org_session: return "org session setting";
    case LifetimeSource::platform: return "platform default";
  }
  return "";
}

std::string_view words_of(LifetimeSource source) {
  switch (source) {
    case LifetimeSource::app_policy: return "app";
    case LifetimeSource::profile_session: return "profile";
    case LifetimeSource::org_session: return "org";
    case LifetimeSource::platform: return "platform";
  }
  return "";
}

Resolved<long long> ResolvedLifetime::longest() const {
  return range ? range->longest.minutes : minutes;
}

ResolvedLifetime search_lifetime(std::vector<LifetimePlace> places) {
  ResolvedLifetime lifetime;
  lifetime.fallback = fallback_of(places);
  lifetime.steps.reserve(places.size());
  bool open = true;
  for (LifetimePlace& place : places) {
    const Outcome outcome = open ? outcome_of(place) : Outcome::not_reached;
    if (open && place.fact != PlaceFact::absent) {
      lifetime.minutes = place.minutes;
      if (place.invalid || place.fact == PlaceFact::not_known) {
        lifetime.minutes.value = std::nullopt;
      }
      open = false;
    }
    lifetime.steps.push_back(
        {place.source, outcome, std::move(place.minutes), std::move(place.note)});
  }
  return lifetime;
}

ResolvedLifetime join_lifetimes(std::vector<ResolvedLifetime> searches,
                                std::span<const std::string> profiles) {
  ResolvedLifetime joint;
  for (std::size_t i = 0; i < searches.size(); ++i) {
    joint.profiles.push_back({profiles[i], searches[i].minutes});
  }
  // The steps that all searches share stand once, that of the profile once for each of them.
  joint.steps.push_back(searches.front().steps.front());
  for (std::size_t i = 0; i < searches.size(); ++i) {
    for (LifetimeStep& step : searches[i].steps) {
      if (step.source == LifetimeSource::profile_session) joint.steps.push_back(step);
    }
  }
  for (std::size_t at = 1; at < searches.front().steps.size(); ++at) {
    LifetimeStep step = searches.front().steps[at];
    if (step.source == LifetimeSource::profile_session) continue;
    for (const ResolvedLifetime& search : searches) {
      step.outcome = joined(step.outcome, search.steps[at].outcome);
    }
    joint.steps.push_back(std::move(step));
  }
  if (searches.size() == 1) {
    joint.minutes = std::move(searches.front().minutes);
    joint.fallback = std::move(searches.front().fallback);
    return joint;
  }
  if (const ProfileLifetime* unknown = first_unknown(joint.profiles)) {
    joint.minutes = {std::nullopt, unknown->minutes.origin};
    const auto& fallback = searches.front().fallback;
    if (std::all_of(searches.begin(), searches.end(),
                    [&](const ResolvedLifetime& search) { return search.fallback == fallback; })) {
      joint.fallback = fallback;
    }
    return joint;
  }
  const auto [shortest, longest] =
      std::minmax_element(joint.profiles.begin(), joint.profiles.end(),
                          [](const ProfileLifetime& a, const ProfileLifetime& b) {
                            return *a.minutes.value < *b.minutes.value;
                          });
  if (*shortest->minutes.value == *longest->minutes.value) {
    joint.minutes = shortest->minutes;
    return joint;
  }
  joint.range = {*shortest, *longest};
  joint.minutes = Resolved<long long>::unknown("which of the profiles a user has");
  return joint;
}

}  // namespace ecac
