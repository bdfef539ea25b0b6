#include "compiler/support/net/host_patterns.h"

#include <algorithm>

#include "compiler/support/net/ip_address.h"
#include "compiler/support/net/web_host.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

constexpr std::string_view kBelow = "*.";

std::string name_of(std::string_view host) {
  std::string name = web_host_name(host);
  return name.empty() ? ascii::in_small_letters(host) : name;
}

bool is_address_in_brackets(std::string_view text) {
  return text.size() > 2 && text.front() == '[' && text.back() == ']' &&
         parse_ip_address(text.substr(1, text.size() - 2)).has_value();
}

}  // namespace

bool is_host_pattern(std::string_view text) {
  if (is_address_in_brackets(text)) return true;
  if (text.starts_with(kBelow)) text.remove_prefix(kBelow.size());
  if (text.empty() || text.front() == '.' || text.find("..") != std::string_view::npos) {
    return false;
  }
  // Names in other alphabets are written as they are, or as their `xn--` form.
  return std::ranges::all_of(text, [](char c) {
    return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

void HostPatterns::add(std::string_view pattern) {
  const bool below = pattern.starts_with(kBelow);
  if (below) pattern.remove_prefix(kBelow.size());
  patterns_.insert(std::string(below ? kBelow : "").append(name_of(pattern)));
}

bool HostPatterns::contains(std::string_view host) const {
  const std::string name = web_host_name(host);
  if (name.empty()) return false;
  if (patterns_.contains(name)) return true;
  std::string above;
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    above.assign(kBelow).append(name, dot + 1);
    if (patterns_.contains(above)) return true;
  }
  return false;
}

}  // namespace ecac
