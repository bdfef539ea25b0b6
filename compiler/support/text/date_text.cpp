#include "compiler/support/text/date_text.h"

#include <chrono>
#include <optional>

#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

/// Takes so many digits from the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, digits)) {
    if (!ascii::is_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || *year == 0 || !take(text, '-')) return false;
  const auto month = take_number(text, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, '-')) return false;
  const auto day = take_number(text, 2);
  return day && *day >= 1 && *day <= days_in(*year, *month);
}

bool take_time(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return false;
  const auto minute = take_number(text, 2);
  if (!minute || !take(text, ':')) return false;
  const auto second = take_number(text, 2);
  if (!second || *minute > 59 || *second > 59) return false;
  bool fraction = false;
  if (take(text, '.')) {
    if (text.empty() || !ascii::is_digit(text.front())) return false;
    for (; !text.empty() && ascii::is_digit(text.front()); text.remove_prefix(1)) {
      fraction = fraction || text.front() != '0';
    }
  }
  const bool end_of_day = *hour == 24 && *minute == 0 && *second == 0 && !fraction;
  return *hour < 24 || end_of_day;
}

bool take_zone(std::string_view& text) {
  if (take(text, 'Z')) return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  const auto hours = take_number(text, 2);
  if (!hours || !take(text, ':')) return false;
  const auto minutes = take_number(text, 2);
  return minutes && ((*hours < 14 && *minutes < 60) || (*hours == 14 && *minutes == 0));
}

}  // namespace

bool is_date_or_time(std::string_view text) {
  if (!take_date(text)) return false;
  if (take(text, 'T') && !take_time(text)) return false;
  return text.empty() || (take_zone(text) && text.empty());
}

std::optional<int> days_between(std::string_view from, std::string_view to) {
  const auto day_of = [](std::string_view text) -> std::optional<std::chrono::sys_days> {
    if (!is_date_or_time(text)) return std::nullopt;
    const auto year = take_number(text, 4);
    text.remove_prefix(1);
    const auto month = take_number(text, 2);
    text.remove_prefix(1);
    const auto day = take_number(text, 2);
    return std::chrono::sys_days(std::chrono::year(*year) / *month / *day);
  };
  const auto first = day_of(from);
  const auto last = day_of(to);
  if (!first || !last) return std::nullopt;
  return static_cast<int>((*last - *first).count());
}

}  // namespace ecac
