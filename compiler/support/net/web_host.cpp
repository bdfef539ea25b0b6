#include "compiler/support/net/web_host.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "compiler/support/edit_distance.h"
#include "compiler/support/net/ip_address.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// Tabs and line breaks are taken out of an address, wherever they stand.
bool is_left_out(char c) {
  return c == '\t' || c == '\n' || c == '\r';
}

bool is_refused(char c) {
  constexpr std::string_view kRefused = " #/:<>?@[\\]^|%";
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F ||
         kRefused.find(c) != std::string_view::npos;
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '%' && at + 2 < text.size() &&
                        ascii::hex_value(text[at + 1]) >= 0 && ascii::hex_value(text[at + 2]) >= 0;
    if (!escape) {
      decoded += text[at];
      continue;
    }
    decoded +=
        static_cast<char>(ascii::hex_value(text[at + 1]) * 16 + ascii::hex_value(text[at + 2]));
    at += 2;
  }
  return decoded;
}

/// The digits of RFC 3492 for a label; "" where a number gets too large.
std::string punycode(const std::vector<char32_t>& label) {
  constexpr std::uint32_t kBase = 36;
  constexpr std::uint32_t kLeast = 1;
  constexpr std::uint32_t kMost = 26;
  constexpr std::uint32_t kSkew = 38;
  constexpr std::uint32_t kDamp = 700;
  std::string digits;
  for (const char32_t c : label) {
    if (c < 0x80) digits += static_cast<char>(c);
  }
  const auto basic = static_cast<std::uint32_t>(digits.size());
  if (basic > 0) digits += '-';
  std::vector<char32_t> others;
  std::copy_if(label.begin(), label.end(), std::back_inserter(others),
               [](char32_t c) { return c >= 0x80; });
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  std::uint32_t bias = 72;
  std::uint64_t delta = 0;
  std::uint32_t handled = basic;
  char32_t next = 0x80;
  for (const char32_t other : others) {
    delta += std::uint64_t{other - next} * (handled + 1);
    next = other;
    for (const char32_t c : label) {
      if (c < next) ++delta;
      if (c != next) continue;
      std::uint64_t left = delta;
      for (std::uint32_t k = kBase;; k += kBase) {
        const std::uint32_t threshold = k <= bias ? kLeast : k >= bias + kMost ? kMost : k - bias;
        const auto digit = static_cast<std::uint32_t>(
            left < threshold ? left : threshold + (left - threshold) % (kBase - threshold));
        digits += static_cast<char>(digit < 26 ? 'a' + digit : '0' + (digit - 26));
        if (left < threshold) break;
        left = (left - threshold) / (kBase - threshold);
      }
      delta = handled == basic ? delta / kDamp : delta / 2;
      delta += delta / (handled + 1);
      bias = 0;
      while (delta > (kBase - kLeast) * kMost / 2) {
        delta /= kBase - kLeast;
        bias += kBase;
      }
      bias += static_cast<std::uint32_t>((kBase - kLeast + 1) * delta / (delta + kSkew));
      delta = 0;
      ++handled;
    }
    ++delta;
    ++next;
  }
  return digits;
}

/// Longer names than this are none of the DNS.
constexpr std::size_t kLongestLabel = 255;

/// The label as the DNS has it; "" where nobody can tell.
std::string label_name(const std::vector<char32_t>& label) {
  if (label.size() > kLongestLabel) return {};
  const bool plain = std::all_of(label.begin(), label.end(), [](char32_t c) { return c < 0x80; });
  if (!plain) return "xn--" + punycode(label);
  return {label.begin(), label.end()};
}

/// A number of an IPv4 address: decimal, `0x` hexadecimal or `0` octal.
std::optional<std::uint64_t> ipv4_number(std::string_view text) {
  if (text.empty()) return std::nullopt;
  unsigned base = 10;
  if (text.size() >= 2 && text[0] == '0' && ascii::in_small_letters(text.substr(1, 1)) == "x") {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() >= 2 && text[0] == '0') {
    base = 8;
    text.remove_prefix(1);
  }
  std::uint64_t number = 0;
  for (const char c : text) {
    const int digit = ascii::hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    number = std::min(number * base + static_cast<unsigned>(digit), std::uint64_t{1} << 40);
  }
  return number;
}

/// A host whose last part is a number is an IPv4 address, or none.
std::string ipv4_name(const std::vector<std::string_view>& parts) {
  if (parts.size() > 4) return {};
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::optional<std::uint64_t> number = ipv4_number(parts[i]);
    if (!number) return {};
    const bool last = i + 1 == parts.size();
    const unsigned bits = last ? 8 * static_cast<unsigned>(4 - i) : 8;
    if (*number >> bits != 0) return {};
    address = address << bits | *number;
  }
  return fmt::format("{}.{}.{}.{}", address >> 24, address >> 16 & 255, address >> 8 & 255,
                     address & 255);
}

std::string ipv6_name(std::string_view text) {
  const auto address = parse_ip_address(text);
  if (!address || address->family != IpAddress::Family::v6) return {};
  const auto groups = [](std::uint64_t half) {
    return fmt::format("{:x}:{:x}:{:x}:{:x}", half >> 48, half >> 32 & 0xFFFF, half >> 16 & 0xFFFF,
                       half & 0xFFFF);
  };
  return fmt::format("[{}:{}]", groups(address->high), groups(address->low));
}

/// What stands between the dots; those of other alphabets count, too.
std::string name_of_labels(const std::string& decoded) {
  std::string name;
  std::vector<char32_t> label;
  for (std::size_t at = 0; at < decoded.size();) {
    const Utf8Char c = decode_utf8(decoded, at);
    if (!c.valid) return {};
    at += c.size;
    if (c.value != '.' && c.value != 0x3002 && c.value != 0xFF0E && c.value != 0xFF61) {
      label.push_back(c.value);
      continue;
    }
    if (label.empty()) return {};
    const std::string written = label_name(label);
    if (written.empty()) return {};
    name += written + '.';
    label.clear();
  }
  if (label.empty()) return name;  // a dot at the end
  const std::string written = label_name(label);
  return written.empty() ? std::string() : name + written;
}

}  // namespace

std::string web_host_name(std::string_view host) {
  if (host.starts_with('[')) {
    return host.ends_with(']') ? ipv6_name(host.substr(1, host.size() - 2)) : std::string();
  }
  std::string name = name_of_labels(ascii::in_small_letters(percent_decoded(host)));
  if (name.ends_with('.')) name.pop_back();
  if (name.empty() || std::any_of(name.begin(), name.end(), is_refused)) return {};
  std::vector<std::string_view> parts;
  std::string_view rest = name;
  for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
    parts.push_back(rest.substr(0, dot));
    rest.remove_prefix(dot + 1);
  }
  parts.push_back(rest);
  const bool number =
      std::all_of(rest.begin(), rest.end(), ascii::is_digit) || ipv4_number(rest).has_value();
  return number ? ipv4_name(parts) : name;
}

std::optional<WebHost> web_host(std::string_view text) {
  std::string shown;
  std::vector<std::size_t> offsets;
  bool begun = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_left_out(text[at])) continue;
    begun |= static_cast<unsigned char>(text[at]) > 0x20;
    if (!begun) continue;
    shown += text[at];
    offsets.push_back(at);
  }
  const std::size_t scheme = scheme_prefix(shown);
  const std::string_view name = std::string_view(shown).substr(0, scheme);
  if (!equal_ignoring_case(name, "https:") && !equal_ignoring_case(name, "http:")) {
    return std::nullopt;
  }
  const std::size_t begin = std::min(shown.find_first_not_of("/\\", scheme), shown.size());
  const std::size_t end = std::min(shown.find_first_of("/\\?#", begin), shown.size());
  const std::string_view authority = std::string_view(shown).substr(begin, end - begin);
  const std::size_t at = authority.rfind('@');
  const std::size_t user = at == std::string_view::npos ? 0 : at + 1;
  const std::size_t bracket = authority.rfind(']');
  const bool has_bracket = bracket != std::string_view::npos && bracket >= user;
  const std::size_t colon = authority.find(':', has_bracket ? bracket : user);
  std::string_view host = authority.substr(user);
  host = host.substr(0, colon == std::string_view::npos ? colon : colon - user);
  // What stands behind the last character counts for nothing, unless it belongs to the host.
  if (end == shown.size() && colon == std::string_view::npos) {
    while (!host.empty() && static_cast<unsigned char>(host.back()) <= 0x20) host.remove_suffix(1);
  }
  const std::size_t first = begin + user;
  WebHost found;
  found.name = web_host_name(host);
  found.begin = host.empty() ? text.size() : offsets[first];
  found.end = host.empty() ? text.size() : offsets[first + host.size() - 1] + 1;
  const std::string_view port =
      colon == std::string_view::npos ? std::string_view() : authority.substr(colon + 1);
  if (!std::all_of(port.begin(), port.end(), ascii::is_digit)) found.name.clear();
  return found;
}

}  // namespace ecac
