#pragma once

#include <cstdint>
#include <string>

namespace ecac::test {

/// A small generator of pseudo-random numbers, the same on every machine (splitmix64).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool chance(std::size_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

/// A well-formed document that uses every construct: prefixes, CDATA, references, comments ...
std::string generate_document(Random& random);

/// `text` with one to four small changes: bytes and tokens inserted, removed, doubled, swapped.
std::string mutate(std::string text, Random& random);

}  // namespace ecac::test
