#pragma once

#include <cstddef>
#include <string_view>

namespace ecac::x509 {

/// An elliptic curve that has a name.
struct NamedCurve {
  std::string_view identifier = {};  ///< `1.2.840.10045.3.1.7`
  std::size_t field_bits = 0;        ///< of a coordinate
  std::size_t order_bits = 0;        ///< which is the size of its keys
};

/// By its dotted identifier; null if we do not know it.
const NamedCurve* find_named_curve(std::string_view identifier);

}  // namespace ecac::x509
