#include "compiler/resolve/lifetime/lifetime.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace ecac {
namespace {

using testing::ElementsAre;
using Outcome = LifetimeStep::Outcome;

constexpr std::array kSources = {LifetimeSource::app_policy, LifetimeSource::profile_session,
                                 LifetimeSource::org_session, LifetimeSource::platform};

/// What stands in one place: a value of its own, one that nobody can tell or takes, nothing, or
/// nothing as far as the project knows.
enum class Found { value, untold, invalid, absent, not_known };
constexpr std::array kFound = {Found::value, Found::untold, Found::invalid, Found::absent,
                               Found::not_known};

/// The value of the first place is 100, of the second 101 and so on.
LifetimePlace place(std::size_t at, Found found) {
  const std::string reason = "place " + std::to_string(at);
  LifetimePlace place{.source = kSources[at]};
  switch (found) {
    case Found::absent: place.fact = PlaceFact::absent; return place;
    case Found::not_known:
      place.fact = PlaceFact::not_known;
      place.minutes = Resolved<long long>::unknown(reason);
      return place;
    case Found::invalid: place.invalid = true; [[fallthrough]];
    case Found::untold: place.minutes = Resolved<long long>::unknown(reason); break;
    case Found::value: place.minutes = {100 + static_cast<long long>(at), {}}; break;
  }
  place.fact = PlaceFact::present;
  return place;
}

using Combination = std::array<Found, kSources.size()>;

std::vector<Combination> all_combinations() {
  std::vector<Combination> all;
  for (const Found a : kFound) {
    for (const Found b : kFound) {
      for (const Found c : kFound) {
        for (const Found d : kFound) all.push_back({a, b, c, d});
      }
    }
  }
  return all;
}

ResolvedLifetime searched(const Combination& found) {
  std::vector<LifetimePlace> places;
  for (std::size_t i = 0; i < found.size(); ++i) places.push_back(place(i, found[i]));
  return search_lifetime(std::move(places));
}

/// The first place that is not known to hold nothing; none if all hold nothing.
std::size_t decisive(const Combination& found) {
  std::size_t at = 0;
  while (at < found.size() && found[at] == Found::absent) ++at;
  return at;
}

std::string described(const Combination& found) {
  std::string text;
  for (const Found each : found) text += std::to_string(static_cast<int>(each));
  return text;
}

TEST(Lifetime, OnlyWhatIsKnownToBeAbsentHandsOn) {
  for (const Combination& found : all_combinations()) {
    SCOPED_TRACE(described(found));
    const ResolvedLifetime lifetime = searched(found);
    const std::size_t at = decisive(found);
    ASSERT_EQ(lifetime.steps.size(), found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(lifetime.steps[i].source, kSources[i]);
      if (i == at) continue;
      EXPECT_EQ(lifetime.steps[i].outcome, i < at ? Outcome::not_set : Outcome::not_reached);
    }
    if (at == found.size()) {
      EXPECT_FALSE(lifetime.minutes.known());
      continue;
    }
    EXPECT_EQ(lifetime.minutes.known(), found[at] == Found::value);
    if (found[at] == Found::value) {
      EXPECT_TRUE(lifetime.minutes.is(100 + static_cast<long long>(at)));
      EXPECT_EQ(lifetime.steps[at].outcome, Outcome::used);
    } else {
      EXPECT_EQ(lifetime.minutes.origin.decided_by(), "place " + std::to_string(at));
      EXPECT_EQ(lifetime.steps[at].outcome,
                found[at] == Found::invalid ? Outcome::invalid : Outcome::unknown);
    }
  }
}

TEST(Lifetime, HasAFallbackBehindWhatIsNotKnown) {
  for (const Combination& found : all_combinations()) {
    SCOPED_TRACE(described(found));
    const ResolvedLifetime lifetime = searched(found);
    std::vector<LifetimeSource> unless;
    std::size_t at = 0;
    for (; at < found.size(); ++at) {
      if (found[at] == Found::not_known) unless.push_back(kSources[at]);
      if (found[at] != Found::not_known && found[at] != Found::absent) break;
    }
    const bool expected = !unless.empty() && at < found.size() && found[at] == Found::value;
    ASSERT_EQ(lifetime.fallback.has_value(), expected);
    if (!expected) continue;
    EXPECT_FALSE(lifetime.minutes.known());
    EXPECT_EQ(lifetime.fallback->minutes, 100 + static_cast<long long>(at));
    EXPECT_EQ(lifetime.fallback->unless, unless);
  }
}

/// A search that the profile decides.
ResolvedLifetime of_profile(Found found, long long minutes = 0) {
  LifetimePlace profile = place(1, found);
  if (found == Found::value) profile.minutes = {minutes, {}};
  return search_lifetime(
      {place(0, Found::absent), profile, place(2, Found::value), place(3, Found::value)});
}

TEST(Lifetime, OfSeveralProfilesIsOneValueOrARange) {
  const std::vector<std::string> names = {"Sales", "Support", "Service"};
  const ResolvedLifetime same = join_lifetimes(
      {of_profile(Found::value, 30), of_profile(Found::value, 30)}, std::span(names).first(2));
  EXPECT_TRUE(same.minutes.is(30));
  EXPECT_FALSE(same.range);

  const ResolvedLifetime differing = join_lifetimes(
      {of_profile(Found::value, 60), of_profile(Found::value, 15), of_profile(Found::value, 30)},
      names);
  EXPECT_FALSE(differing.minutes.known());
  ASSERT_TRUE(differing.range);
  EXPECT_EQ(differing.range->shortest.profile, "Support");
  EXPECT_TRUE(differing.range->shortest.minutes.is(15));
  EXPECT_EQ(differing.range->longest.profile, "Sales");
  EXPECT_TRUE(differing.longest().is(60));
  EXPECT_EQ(differing.profiles.size(), 3U);
}

TEST(Lifetime, OfProfilesThatAreNotKnownHasTheFallbackOfAll) {
  const std::vector<std::string> names = {"Sales", "Support"};
  const ResolvedLifetime none =
      join_lifetimes({of_profile(Found::not_known), of_profile(Found::not_known)}, names);
  ASSERT_TRUE(none.fallback);
  EXPECT_EQ(none.fallback->minutes, 102);
  EXPECT_FALSE(
      join_lifetimes({of_profile(Found::not_known), of_profile(Found::value, 30)}, names).fallback);
}

TEST(Lifetime, OfOneProfileThatIsNotKnownIsNotKnownForAll) {
  const std::vector<std::string> names = {"Sales", ""};
  const ResolvedLifetime joint =
      join_lifetimes({of_profile(Found::value, 30), of_profile(Found::not_known)}, names);
  EXPECT_FALSE(joint.minutes.known());
  EXPECT_EQ(joint.minutes.origin.decided_by(), "place 1");
  EXPECT_FALSE(joint.range);
  EXPECT_FALSE(joint.longest().known());
  EXPECT_TRUE(joint.profiles.front().minutes.is(30));
  std::vector<LifetimeSource> sources;
  for (const LifetimeStep& step : joint.steps) sources.push_back(step.source);
  EXPECT_THAT(sources, ElementsAre(LifetimeSource::app_policy, LifetimeSource::profile_session,
                                   LifetimeSource::profile_session, LifetimeSource::org_session,
                                   LifetimeSource::platform));
}

}  // namespace
}  // namespace ecac
