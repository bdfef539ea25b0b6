#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ecac {

/// SHA-256 (FIPS 180-4) of bytes given in pieces. Here because the pure part of the compiler does
/// without a library of cryptography, and fingerprints must be the same everywhere.
class Sha256 {
 public:
  void update(std::string_view bytes);
  /// The 64 lower-case hex digits; the object is spent afterwards.
  std::string hex_digest();

 private:
  void compress(const std::uint8_t* block);
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> buffer_ = {};
  std::size_t buffered_ = 0;
  std::uint64_t total_ = 0;
};

}  // namespace ecac
