#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/shown_place.h"

namespace ecac {

/// Turns a place of the project into one that can be shown.
using PlaceFinder = std::function<ShownPlace(Place)>;

/// Where the places of a resolved project are for a person, so that they can be shown when the
/// project is gone; a value.
class ShownPlaces {
 public:
  /// Looks a place up once.
  void add(Place place, const PlaceFinder& finder);
  /// Of a place that was never added, or is in no file: all empty.
  const ShownPlace& find(Place place) const;
  std::size_t size() const { return places_.size(); }

 private:
  struct Key {
    FileId file;
    std::uint32_t begin;
    std::uint32_t end;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  static Key key_of(Place place) { return {place.file, place.range.begin, place.range.end}; }

  std::unordered_map<Key, ShownPlace, KeyHash> places_ = {};
};

}  // namespace ecac
