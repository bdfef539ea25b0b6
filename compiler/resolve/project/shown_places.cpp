#include "compiler/resolve/project/shown_places.h"

namespace ecac {

std::size_t ShownPlaces::KeyHash::operator()(const Key& key) const {
  const std::uint64_t range = std::uint64_t{key.begin} << 32 | key.end;
  const std::uint64_t mixed =
      (range ^ static_cast<std::uint64_t>(key.file) * 0x9E3779B97F4A7C15U) * 0xFF51AFD7ED558CCDU;
  return static_cast<std::size_t>(mixed ^ mixed >> 32);
}

void ShownPlaces::add(Place place, const PlaceFinder& finder) {
  if (place.file == FileId::none) return;
  const auto [entry, added] = places_.try_emplace(key_of(place));
  if (added) entry->second = finder(place);
}

const ShownPlace& ShownPlaces::find(Place place) const {
  static const ShownPlace kNowhere = {};
  const auto entry = places_.find(key_of(place));
  return entry == places_.end() ? kNowhere : entry->second;
}

}  // namespace ecac
