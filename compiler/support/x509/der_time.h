#pragma once

#include <string>

#include "compiler/support/x509/der.h"

namespace ecac::x509 {

/// A UTCTime or GeneralizedTime in UTC, to the second: `2027-01-31T00:00:00Z`. "" if it is no time.
/// Takes all forms that X.680 knows and that tell the zone, as certificates have had them, not only
/// the one of RFC 5280.
std::string time_text(const DerElement& time);

}  // namespace ecac::x509
