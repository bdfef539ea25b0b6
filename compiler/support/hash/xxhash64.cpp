#include "compiler/support/hash/xxhash64.h"

#include <bit>
#include <cstring>

namespace ecac {

namespace {

constexpr std::uint64_t kPrime1 = 0x9E3779B185EBCA87;
constexpr std::uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;
constexpr std::uint64_t kPrime3 = 0x165667B19E3779F9;
constexpr std::uint64_t kPrime4 = 0x85EBCA77C2B2AE63;
constexpr std::uint64_t kPrime5 = 0x27D4EB2F165667C5;

/// Reads a little-endian number and moves on.
template <class Number>
std::uint64_t take(const char*& at) {
  Number number = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&number, at, sizeof(Number));
  } else {
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
      number |= static_cast<Number>(static_cast<unsigned char>(at[i])) << (8 * i);
    }
  }
  at += sizeof(Number);
  return number;
}

std::uint64_t mix(std::uint64_t lane, std::uint64_t input) {
  return std::rotl(lane + input * kPrime2, 31) * kPrime1;
}

/// Four lanes over blocks of 32 bytes, so that the processor works on four numbers at once.
std::uint64_t hash_blocks(const char*& at, const char* end) {
  std::uint64_t a = kPrime1 + kPrime2;
  std::uint64_t b = kPrime2;
  std::uint64_t c = 0;
  std::uint64_t d = 0 - kPrime1;
  do {
    a = mix(a, take<std::uint64_t>(at));
    b = mix(b, take<std::uint64_t>(at));
    c = mix(c, take<std::uint64_t>(at));
    d = mix(d, take<std::uint64_t>(at));
  } while (end - at >= 32);
  std::uint64_t hash = std::rotl(a, 1) + std::rotl(b, 7) + std::rotl(c, 12) + std::rotl(d, 18);
  for (const std::uint64_t lane : {a, b, c, d}) hash = (hash ^ mix(0, lane)) * kPrime1 + kPrime4;
  return hash;
}

}  // namespace

std::uint64_t xxhash64(std::string_view bytes) {
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  std::uint64_t hash = bytes.size() >= 32 ? hash_blocks(at, end) : kPrime5;
  hash += bytes.size();
  while (end - at >= 8) {
    hash ^= mix(0, take<std::uint64_t>(at));
    hash = std::rotl(hash, 27) * kPrime1 + kPrime4;
  }
  if (end - at >= 4) {
    hash ^= take<std::uint32_t>(at) * kPrime1;
    hash = std::rotl(hash, 23) * kPrime2 + kPrime3;
  }
  while (at < end) {
    hash ^= take<std::uint8_t>(at) * kPrime5;
    hash = std::rotl(hash, 11) * kPrime1;
  }
  hash ^= hash >> 33;
  hash *= kPrime2;
  hash ^= hash >> 29;
  hash *= kPrime3;
  return hash ^ (hash >> 32);
}

}  // namespace ecac
