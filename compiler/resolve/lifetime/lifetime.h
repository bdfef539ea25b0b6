#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/origin.h"

namespace ecac {

/// One way in which a token ends: after so many minutes, never, or nobody can tell.
struct LifetimeBound {
  bool never = false;
  Resolved<long long> minutes = {};  ///< without a value where it never ends this way, or unknown

  bool is_value() const { return !never && minutes.known(); }
  bool is_unknown() const { return !never && !minutes.known(); }
  const Origin& origin() const { return minutes.origin; }

  static LifetimeBound none(Origin origin) { return {true, {std::nullopt, std::move(origin)}}; }
  static LifetimeBound unknown(Origin origin) { return {false, {std::nullopt, std::move(origin)}}; }
};

/// When a token ends whatever happens, and when it ends unused.
struct LifetimeBounds {
  LifetimeBound absolute = {};
  LifetimeBound idle = {};
};

/// The places that may say how long a session or a token lasts, the first that decides in front.
enum class LifetimeSource : std::uint8_t { app_policy, profile_session, org_session, platform };
std::string_view to_string(LifetimeSource source);  ///< as the document spells it
std::string_view words_of(LifetimeSource source);   ///< as in "if the profile sets none"

/// What a project knows of one place.
enum class PlaceFact : std::uint8_t {
  present,    ///< something stands there, be it good or not
  absent,     ///< nothing does, and the tree is known to be complete
  not_known,  ///< nothing does, but the org may have something
};

/// One place of a search, as it was found.
struct LifetimePlace {
  LifetimeSource source = LifetimeSource::app_policy;
  PlaceFact fact = PlaceFact::not_known;
  Resolved<long long> minutes = {};  ///< what stands there; without a value, why not
  bool invalid = false;              ///< no org takes what stands there
  std::string note = {};
};

/// One step of a search: a place, and what became of it.
struct LifetimeStep {
  LifetimeSource source = LifetimeSource::app_policy;
  enum class Outcome : std::uint8_t {
    used,
    not_set,
    not_reached,
    invalid,
    unknown
  } outcome = Outcome::not_reached;
  Resolved<long long> minutes = {};  ///< what stands there, where something does
  std::string note = {};
};

/// What holds if none of the places that are not known says anything.
struct LifetimeFallback {
  long long minutes = 0;
  std::vector<LifetimeSource> unless = {};  ///< the places that would say something else

  friend bool operator==(const LifetimeFallback&, const LifetimeFallback&) = default;
};

/// The lifetime of the tokens of those users who share a profile.
struct ProfileLifetime {
  std::string profile = {};  ///< as the policies name it; "" for all other users
  Resolved<long long> minutes = {};
};

/// The shortest and the longest of several lifetimes, and whose they are.
struct LifetimeRange {
  ProfileLifetime shortest = {};
  ProfileLifetime longest = {};
};

/// How long an access token lives, and how that was found.
struct ResolvedLifetime {
  Resolved<long long> minutes = {};  ///< for every user
  std::vector<LifetimeStep> steps = {};
  std::optional<LifetimeFallback> fallback = {};  ///< of an unknown one
  std::vector<ProfileLifetime> profiles = {};     ///< where these decide
  std::optional<LifetimeRange> range = {};        ///< where all are known and differ
  LifetimeBounds bounds = {};

  /// The longest that any user gets.
  Resolved<long long> longest() const;
};

/// Asks one place after the other. The first with a value decides; what is absent hands on; what is
/// not known hides all behind it, and only a fallback is left.
ResolvedLifetime search_lifetime(std::vector<LifetimePlace> places);

/// The searches for users of several profiles as one; `profiles` in the order of `searches`, none
/// of which is empty. All of them agree in their first step.
ResolvedLifetime join_lifetimes(std::vector<ResolvedLifetime> searches,
                                std::span<const std::string> profiles);

}  // namespace ecac
