#include "compiler/support/net/ip_address.h"

#include <limits>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::size_t kGroups = 8;

std::optional<std::uint32_t> parse_v4(std::string_view text) {
  std::uint32_t address = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (text.empty() || text.front() != '.') return std::nullopt;
      text.remove_prefix(1);
    }
    std::uint32_t number = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 4 && ascii::is_digit(text[digits])) {
      number = number * 10 + static_cast<std::uint32_t>(text[digits++] - '0');
    }
    const bool leading_zero = digits > 1 && text.front() == '0';
    if (digits == 0 || number > 255 || leading_zero) return std::nullopt;
    address = address << 8 | number;
    text.remove_prefix(digits);
  }
  if (!text.empty()) return std::nullopt;
  return address;
}

struct Groups {
  std::array<std::uint16_t, kGroups> value = {};
  std::size_t count = 0;
};

/// Groups between colons; the last ones may be written as an IPv4 address where that is allowed.
bool parse_groups(std::string_view text, bool v4_tail, Groups& groups) {
  while (!text.empty()) {
    const std::size_t colon = text.find(':');
    const std::string_view group = text.substr(0, colon);
    if (colon == std::string_view::npos && v4_tail && group.find('.') != std::string_view::npos) {
      const auto tail = parse_v4(group);
      if (!tail || groups.count + 2 > kGroups) return false;
      groups.value[groups.count++] = static_cast<std::uint16_t>(*tail >> 16);
      groups.value[groups.count++] = static_cast<std::uint16_t>(*tail & 0xFFFF);
      return true;
    }
    if (group.empty() || group.size() > 4 || groups.count == kGroups) return false;
    unsigned number = 0;
    for (const char c : group) {
      const int digit = ascii::hex_value(c);
      if (digit < 0) return false;
      number = number << 4 | static_cast<unsigned>(digit);
    }
    groups.value[groups.count++] = static_cast<std::uint16_t>(number);
    if (colon == std::string_view::npos) return true;
    text.remove_prefix(colon + 1);
    if (text.empty()) return false;  // a colon at the end
  }
  return true;
}

std::optional<IpAddress> parse_v6(std::string_view text) {
  const std::size_t gap = text.find("::");
  Groups front;
  Groups back;
  if (gap == std::string_view::npos) {
    if (text.empty() || !parse_groups(text, true, front) || front.count != kGroups) {
      return std::nullopt;
    }
  } else {
    // `::` stands for at least one group.
    if (!parse_groups(text.substr(0, gap), false, front) ||
        !parse_groups(text.substr(gap + 2), true, back) || front.count + back.count >= kGroups) {
      return std::nullopt;
    }
  }
  std::array<std::uint16_t, kGroups> groups = front.value;
  for (std::size_t i = 0; i < back.count; ++i) {
    groups[kGroups - back.count + i] = back.value[i];
  }
  IpAddress address{IpAddress::Family::v6, 0, 0};
  for (std::size_t i = 0; i < kGroups; ++i) {
    std::uint64_t& half = i < kGroups / 2 ? address.high : address.low;
    half = half << 16 | groups[i];
  }
  return address;
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  if (text.find(':') != std::string_view::npos) return parse_v6(text);
  const auto address = parse_v4(text);
  if (!address) return std::nullopt;
  return IpAddress{IpAddress::Family::v4, 0, *address};
}

std::uint64_t count_addresses(const IpAddress& first, const IpAddress& last) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t low = last.low - first.low;
  const std::uint64_t high = last.high - first.high - (last.low < first.low ? 1 : 0);
  return high != 0 || low == kMost ? kMost : low + 1;
}

}  // namespace ecac
