#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ecac {

/// A hash of a short name from its length and five of its characters: enough to tell element names
/// apart, cheap for long ones, and the same at compile time.
constexpr std::uint32_t name_hash(std::string_view name) {
  const std::size_t size = name.size();
  if (size == 0) return 0;
  std::uint32_t hash = static_cast<std::uint32_t>(size);
  for (const std::size_t at : {std::size_t{0}, size / 4, size / 2, size - size / 4 - 1, size - 1}) {
    hash = (hash ^ static_cast<unsigned char>(name[at])) * 0x9E3779B1U;
    hash ^= hash >> 15;
  }
  return hash;
}

/// Finds a position by name in constant time. Borrows the names.
class NameIndex {
 public:
  static constexpr std::uint16_t kNone = 0xFFFF;

  /// Must come before the first `add`.
  void reserve(std::size_t names);
  /// False, and nothing changes, if the name is there already.
  bool add(std::string_view name, std::size_t position);
  std::uint16_t find(std::string_view name) const;

 private:
  struct Slot {
    std::string_view name;
    std::uint16_t position = kNone;
  };
  std::size_t slot_of(std::string_view name) const;

  std::vector<Slot> slots_;  ///< a power of two, never full
  std::size_t used_ = 0;
};

}  // namespace ecac
