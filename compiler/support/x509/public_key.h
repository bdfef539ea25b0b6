#pragma once

#include <optional>
#include <string>

#include "compiler/support/x509/der.h"

namespace ecac::x509 {

/// Reads a SubjectPublicKeyInfo (RFC 5280) and says what key it holds: `RSA 2048`, the size in
/// bits.
/// "" if we do not know the algorithm or the curve, or if the bytes are no key of it. None if what
/// comes next is not of that form. A point is not held against its curve.
std::optional<std::string> read_public_key(DerReader& in);

/// Reads an AlgorithmIdentifier; false if what comes next is none.
bool skip_algorithm(DerReader& in);

}  // namespace ecac::x509
