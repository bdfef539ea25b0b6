#pragma once

#include <string_view>

namespace ecac {

/// `2027-01-31` or `2027-01-31T10:00:00.000Z`: a date of XML Schema, or a date and time, of the
/// years 1 to 9999. The zone may be left out.
bool is_date_or_time(std::string_view text);

}  // namespace ecac
