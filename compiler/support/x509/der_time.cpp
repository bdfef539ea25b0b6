#include "compiler/support/x509/der_time.h"

#include <fmt/format.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "compiler/support/text/ascii.h"

namespace ecac::x509 {

namespace {

/// Takes a time apart from its start.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool at_digit() const { return !rest_.empty() && ascii::is_digit(rest_.front()); }

  /// Two digits that are a number between the two; -1 if they are not.
  int number(int least, int most) {
    if (!at_digit() || rest_.size() < 2 || !ascii::is_digit(rest_[1])) return -1;
    const int value = 10 * (rest_[0] - '0') + (rest_[1] - '0');
    rest_.remove_prefix(2);
    return value >= least && value <= most ? value : -1;
  }

  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_digits() {
    while (at_digit()) rest_.remove_prefix(1);
  }

 private:
  std::string_view rest_;
};

/// Of a UTCTime 1950 to 2049.
std::optional<std::chrono::year> read_year(TimeReader& in, bool four_digits) {
  const int century = four_digits ? in.number(0, 99) : 0;
  const int year = in.number(0, 99);
  if (century < 0 || year < 0) return std::nullopt;
  if (four_digits) return std::chrono::year(100 * century + year);
  return std::chrono::year(year < 50 ? 2000 + year : 1900 + year);
}

/// `Z`, or how far the zone is ahead of UTC, `+0130`.
std::optional<std::chrono::minutes> read_zone(TimeReader& in) {
  if (in.skip('Z')) return std::chrono::minutes(0);
  const bool ahead = in.skip('+');
  if (!ahead && !in.skip('-')) return std::nullopt;
  const int hours = in.number(0, 12);
  const int minutes = in.number(0, 59);
  if (hours < 0 || minutes < 0) return std::nullopt;
  const std::chrono::minutes offset(60 * hours + minutes);
  return ahead ? offset : -offset;
}

}  // namespace

std::string time_text(const DerElement& time) {
  const bool generalized = time.tag == DerTag::generalized_time;
  if (!generalized && time.tag != DerTag::utc_time) return {};
  TimeReader in(time.contents);
  const std::optional<std::chrono::year> year = read_year(in, generalized);
  const int month = in.number(1, 12);
  const int day = in.number(1, 31);
  const int hour = in.number(0, 23);
  const int minute = in.number(0, 59);
  if (!year || month < 0 || day < 0 || hour < 0 || minute < 0) return {};
  const std::chrono::year_month_day date(*year, std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  const int second = in.at_digit() ? in.number(0, 59) : 0;
  if (!date.ok() || second < 0) return {};
  if (generalized && in.skip('.')) {
    if (!in.at_digit()) return {};
    in.skip_digits();
  }
  const std::optional<std::chrono::minutes> zone = read_zone(in);
  if (!zone || !in.at_end()) return {};
  const std::chrono::sys_seconds instant = std::chrono::sys_days(date) + std::chrono::hours(hour) +
                                           std::chrono::minutes(minute) +
                                           std::chrono::seconds(second) - *zone;
  const auto midnight = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day shown(midnight);
  if (shown.year() < std::chrono::year(0) || shown.year() > std::chrono::year(9999)) return {};
  const std::chrono::hh_mm_ss clock(instant - midnight);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(shown.year()),
                     static_cast<unsigned>(shown.month()), static_cast<unsigned>(shown.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace ecac::x509
