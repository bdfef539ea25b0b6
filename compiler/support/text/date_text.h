#pragma once

#include <optional>
#include <string_view>

namespace ecac {

/// `2027-01-31` or `2027-01-31T10:00:00.000Z`: a date of XML Schema, or a date and time, of the
/// years 1 to 9999. The zone may be left out.
bool is_date_or_time(std::string_view text);

/// Days from one such text to another, by their dates; negative if `to` is earlier, none if one of
/// them is no date.
std::optional<int> days_between(std::string_view from, std::string_view to);

}  // namespace ecac
