#include "compiler/source/line_hashes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

#include "compiler/support/utf8.h"

namespace ecac {
namespace line_hashes {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kBase = 37;
constexpr std::uint16_t kTextEnd = 0xFFFF;

constexpr std::uint64_t power_of_base(std::size_t exponent) {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < exponent; ++i) power *= kBase;
  return power;
}

struct Unit {
  std::uint16_t value = 0;
  bool secret = false;

  bool operator==(const Unit& other) const { return value == other.value; }
};

/// The UTF-16 units that count, from the begin of a line on; behind the last a mark, then zeros.
class Units {
 public:
  Units(std::string_view text, std::span<const TextRange> secrets, std::size_t begin)
      : text_(text),
        at_(begin),
        secret_(std::partition_point(secrets.begin(), secrets.end(),
                                     [&](const TextRange& each) { return each.end <= begin; })),
        secrets_end_(secrets.end()) {}

  Unit next() {
    if (second_.value != 0) return std::exchange(second_, {});
    while (at_ < text_.size()) {
      while (secret_ != secrets_end_ && secret_->end <= at_) ++secret_;
      const bool in_secret = secret_ != secrets_end_ && secret_->begin <= at_;
      const auto byte = static_cast<unsigned char>(text_[at_]);
      const Utf8Char scalar =
          byte < 0x80 ? Utf8Char{.value = byte, .size = 1, .valid = true} : decode_utf8(text_, at_);
      at_ += scalar.size;
      const bool ends_return = behind_return_ && scalar.value == '\n';
      behind_return_ = scalar.value == '\r';
      if (scalar.value == ' ' || scalar.value == '\t' || ends_return) continue;
      constexpr char32_t kFirstPair = 0x10000;
      if (scalar.value >= kFirstPair) {
        const char32_t rest = scalar.value - kFirstPair;
        second_ = {static_cast<std::uint16_t>(0xDC00 + (rest & 0x3FFU)), in_secret};
        return {static_cast<std::uint16_t>(0xD800 + (rest >> 10U)), in_secret};
      }
      return {behind_return_ ? std::uint16_t{'\n'} : static_cast<std::uint16_t>(scalar.value),
              in_secret};
    }
    if (std::exchange(ended_, true)) return {};
    return {kTextEnd, false};
  }
  /// Whether the mark behind the text has been given.
  bool ended() const { return ended_; }

 private:
  std::string_view text_;
  std::size_t at_;
  std::span<const TextRange>::iterator secret_;
  std::span<const TextRange>::iterator secrets_end_;
  Unit second_ = {};  ///< of a pair
  bool behind_return_ = false;
  bool ended_ = false;
};

/// The last units that went through, as a polynomial of them.
class RollingHash {
 public:
  void push(Unit unit) {
    Unit& oldest = units_[next_];
    value_ = kBase * value_ + unit.value - kOldestFactor * oldest.value;
    secrets_ += static_cast<std::size_t>(unit.secret);
    secrets_ -= static_cast<std::size_t>(oldest.secret);
    oldest = unit;
    next_ = next_ + 1 == kWindow ? 0 : next_ + 1;
  }
  std::uint64_t value() const { return value_; }
  bool has_secret() const { return secrets_ != 0; }

 private:
  static constexpr std::uint64_t kOldestFactor = power_of_base(kWindow);
  std::array<Unit, kWindow> units_ = {};
  std::size_t next_ = 0;
  std::size_t secrets_ = 0;
  std::uint64_t value_ = 0;
};

/// Where the line behind the one at `at` begins; none behind the last.
std::optional<std::size_t> next_line(std::string_view text, std::size_t at) {
  const auto end = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                                [](char c) { return c == '\n' || c == '\r'; });
  if (end == text.end()) return {};
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.begin()));
  return text.size() - rest.size() + (rest.starts_with("\r\n") ? 2 : 1);
}

}  // namespace
}  // namespace line_hashes

using line_hashes::kWindow;
using line_hashes::RollingHash;
using line_hashes::Unit;
using line_hashes::Units;

LineHashes::LineHashes(std::string_view text, std::span<const TextRange> secrets)
    : text_(text), secrets_(secrets), budget_(text.size() * 4) {}

std::string LineHashes::of(std::uint32_t line) {
  if (line == 0) return {};
  std::size_t begin = 0;
  for (std::uint32_t at = 1; at < line && !all_; ++at) {
    const auto next = line_hashes::next_line(text_, begin);
    if (!next) return {};
    begin = *next;
  }
  if (!all_ && begin + kWindow < budget_) {
    budget_ -= begin + kWindow;
    const Hash hash = hash_at(begin);
    if (budget_ != 0) return shown(hash);
  }
  if (!all_) hash_all();
  return line > lines_.size() ? std::string() : shown(lines_[line - 1]);
}

std::string LineHashes::shown(const Hash& hash) {
  return hash.secret ? std::string() : fmt::format("{:x}:{}", hash.value, hash.number);
}

/// Equal hashes are taken for hashes of equal units, of which there are 64 bits to tell apart.
/// Without a meaning once the budget is 0.
LineHashes::Hash LineHashes::hash_at(std::size_t begin) {
  std::array<Unit, kWindow> window = {};
  RollingHash rolling;
  Units units(text_, secrets_, begin);
  for (Unit& unit : window) rolling.push(unit = units.next());
  Hash hash{.value = rolling.value(), .number = 1, .secret = rolling.has_secret()};
  for (std::size_t other = 0; other < begin;) {
    Units others(text_, {}, other);
    const auto differs = std::find_if_not(window.begin(), window.end(),
                                          [&](const Unit& unit) { return unit == others.next(); });
    if (differs == window.end()) ++hash.number;
    const auto looked_at = static_cast<std::size_t>(differs - window.begin());
    budget_ -= std::min(budget_, looked_at);
    if (budget_ == 0) break;
    other = *line_hashes::next_line(text_, other);
  }
  return hash;
}

void LineHashes::hash_all() {
  all_ = true;
  RollingHash hash;
  std::unordered_map<std::uint64_t, std::uint32_t> seen;
  // How many units have gone through in all, and with how many each line began.
  std::size_t count = 0;
  std::vector<std::size_t> begins;
  bool line_begins = true;
  const auto push = [&](Unit unit) {
    const std::size_t line = lines_.size();
    if (line < begins.size() && begins[line] + kWindow == count) {
      lines_.push_back({hash.value(), ++seen[hash.value()], hash.has_secret()});
    }
    if (line_begins) begins.push_back(count);
    line_begins = unit.value == '\n';
    hash.push(unit);
    ++count;
  };
  Units units(text_, secrets_, 0);
  while (!units.ended()) push(units.next());
  for (std::size_t i = 0; i < kWindow; ++i) push({});
}

}  // namespace ecac
