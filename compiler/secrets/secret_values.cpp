#include "compiler/secrets/secret_values.h"

#include <algorithm>

#include "compiler/secrets/plain_text.h"
#include "compiler/secrets/secret_readings.h"
#include "compiler/secrets/secret_text.h"

namespace ecac {

namespace {

/// Enough to tell one from the other; of a longer value the begin is compared first.
constexpr std::size_t kHead = 64;
constexpr std::size_t kLongestValue = 4096;

std::string_view head(std::string_view text) {
  return text.substr(0, kHead);
}

std::uint8_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Of a text that has four bytes from there on.
std::uint32_t first_bytes(std::string_view text, std::size_t at) {
  std::uint32_t bytes = 0;
  for (std::size_t i = 0; i < sizeof bytes; ++i) bytes = bytes << 8 | byte_at(text, at + i);
  return bytes;
}

std::size_t shared_begin(std::string_view a, std::string_view b) {
  const std::size_t size = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(size), b.begin()).first -
      a.begin());
}

}  // namespace

SecretValues::SecretValues(const std::vector<std::string>& values, std::size_t shortest)
    : shortest_(std::max(shortest, kFirstBytes)) {
  std::vector<TextRange> kept;
  const auto add = [&](std::string_view value) {
    kept.clear();
    secrets::add_value(value, 0, value.size(), kept);
    if (kept.empty() || kept.front().size() < shortest_) return;
    values_.emplace_back(kept.front().in(value).substr(0, kLongestValue));
  };
  for (const std::string& value : values) {
    for (const std::string& reading : secret_readings(value)) add(reading);
  }
  std::sort(values_.begin(), values_.end());
  values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
  begins_.reserve(values_.size());
  for (std::size_t i = 0; i < values_.size(); ++i) {
    first_bytes_.insert(first_bytes(values_[i], 0));
    for (std::size_t at = 0; at < kFirstBytes; ++at) bytes_at_[at].set(byte_at(values_[i], at));
    std::size_t other = i == 0 ? kNone : i - 1;
    while (other != kNone && !head(values_[i]).starts_with(head(values_[other]))) {
      other = begins_[other];
    }
    begins_.push_back(other);
  }
}

bool SecretValues::may_begin(std::string_view text, std::size_t at) const {
  if (text.size() - at < shortest_) return false;
  for (std::size_t i = 0; i < kFirstBytes; ++i) {
    if (!bytes_at_[i].test(byte_at(text, at + i))) return false;
  }
  return first_bytes_.contains(first_bytes(text, at));
}

/// How many bytes from `at` on repeat a value; 0 if none do. Of a value that is longer than its
/// head, as many as there are.
std::size_t SecretValues::match(std::string_view text, std::size_t at) const {
  if (!may_begin(text, at)) return 0;
  const std::string_view seen = text.substr(at, kHead);
  const auto behind = std::upper_bound(
      values_.begin(), values_.end(), seen,
      [](std::string_view wanted, const std::string& value) { return wanted < head(value); });
  if (behind == values_.begin()) return 0;
  std::size_t candidate = static_cast<std::size_t>(behind - values_.begin()) - 1;
  while (candidate != kNone && !seen.starts_with(head(values_[candidate]))) {
    candidate = begins_[candidate];
  }
  if (candidate == kNone) return 0;
  if (values_[candidate].size() < kHead) return values_[candidate].size();
  const std::string_view rest = text.substr(at, kLongestValue);
  const auto next = std::lower_bound(values_.begin(), values_.end(), rest);
  std::size_t size = kHead;
  if (next != values_.end()) size = std::max(size, shared_begin(*next, rest));
  if (next != values_.begin()) size = std::max(size, shared_begin(*std::prev(next), rest));
  return size;
}

template <class Visit>
void SecretValues::each_match(std::string_view text, Visit&& visit) const {
  for (std::size_t at = 0; at + shortest_ <= text.size();) {
    const std::size_t size = match(text, at);
    if (size != 0) visit(at, at + size);
    at += std::max<std::size_t>(size, 1);
  }
}

void SecretValues::find(std::string_view text, std::vector<TextRange>& found) const {
  if (empty()) return;
  each_match(text, [&](std::size_t begin, std::size_t end) {
    found.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  });
  if (!PlainText::is_needed(text)) return;
  const PlainText plain(text);
  each_match(plain.text(), [&](std::size_t begin, std::size_t end) {
    found.push_back(plain.source(begin, end));
  });
}

void SecretValues::find_cut(std::string_view text, std::vector<TextRange>& found) const {
  if (empty()) return;
  constexpr std::string_view kEllipsis = "…";
  for (std::size_t cut = text.find(kEllipsis); cut != std::string_view::npos;
       cut = text.find(kEllipsis, cut + 1)) {
    // Messages cut what they repeat long before that.
    constexpr std::size_t kFarthest = 256;
    for (std::size_t at = cut - std::min(cut, kFarthest); at + shortest_ <= cut; ++at) {
      if (!may_begin(text, at)) continue;
      const std::string_view part = text.substr(at, cut - at);
      const auto value = std::lower_bound(values_.begin(), values_.end(), part);
      if (value == values_.end() || !std::string_view(*value).starts_with(part)) continue;
      found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(cut)});
      break;
    }
  }
}

}  // namespace ecac
