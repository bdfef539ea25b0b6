#include "compiler/source/line_hashes.h"

#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "compiler/support/utf8.h"

namespace ecac {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kBase = 37;
constexpr std::uint16_t kTextEnd = 0xFFFF;

constexpr std::uint64_t power_of_base(std::size_t exponent) {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= kBase;
  return power;
}

/// The last units that went through, as a polynomial of them.
class RollingHash {
 public:
  void push(std::uint16_t unit, bool secret) {
    Unit& oldest = units_[next_];
    value_ = kBase * value_ + unit - kOldestFactor * oldest.value;
    secrets_ += static_cast<std::size_t>(secret);
    secrets_ -= static_cast<std::size_t>(oldest.secret);
    oldest = {unit, secret};
    next_ = next_ + 1 == kWindow ? 0 : next_ + 1;
  }
  std::uint64_t value() const { return value_; }
  bool has_secret() const { return secrets_ != 0; }

 private:
  static constexpr std::uint64_t kOldestFactor = power_of_base(kWindow);
  struct Unit {
    std::uint16_t value = 0;
    bool secret = false;
  };
  std::array<Unit, kWindow> units_ = {};
  std::size_t next_ = 0;
  std::size_t secrets_ = 0;
  std::uint64_t value_ = 0;
};

}  // namespace

LineHashes::LineHashes(std::string_view text, std::span<const TextRange> secrets) {
  RollingHash hash;
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  // How many units have gone through in all, and with how many each line began.
  std::size_t units = 0;
  std::vector<std::size_t> begins;
  bool line_begins = true;
  const auto note_full_line = [&] {
    const std::size_t line = lines_.size();
    if (line == begins.size() || begins[line] + kWindow != units) return;
    lines_.push_back({hash.value(), ++seen[hash.value()], hash.has_secret()});
  };
  const auto push = [&](std::uint16_t unit, bool secret) {
    note_full_line();
    if (line_begins) begins.push_back(units);
    line_begins = unit == '\n';
    hash.push(unit, secret);
    ++units;
  };

  bool behind_return = false;
  auto secret = secrets.begin();
  for (std::size_t at = 0; at < text.size();) {
    while (secret != secrets.end() && secret->end <= at) ++secret;
    const bool in_secret = secret != secrets.end() && secret->begin <= at;
    const Utf8Char scalar = decode_utf8(text, at);
    at += scalar.size;
    const bool ends_return = behind_return && scalar.value == '\n';
    behind_return = scalar.value == '\r';
    if (scalar.value == ' ' || scalar.value == '\t' || ends_return) continue;
    constexpr char32_t kFirstPair = 0x10000;
    if (scalar.value >= kFirstPair) {
      const char32_t rest = scalar.value - kFirstPair;
      push(static_cast<std::uint16_t>(0xD800 + (rest >> 10U)), in_secret);
      push(static_cast<std::uint16_t>(0xDC00 + (rest & 0x3FFU)), in_secret);
    } else {
      push(behind_return ? '\n' : static_cast<std::uint16_t>(scalar.value), in_secret);
    }
  }
  push(kTextEnd, false);
  for (std::size_t i = 0; i < kWindow; ++i) push(0, false);
}

std::string LineHashes::of(std::uint32_t line) const {
  if (line == 0 || line > lines_.size() || lines_[line - 1].secret) return {};
  return fmt::format("{:x}:{}", lines_[line - 1].value, lines_[line - 1].number);
}

}  // namespace ecac
