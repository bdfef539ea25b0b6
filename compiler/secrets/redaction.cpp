#include "compiler/secrets/redaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/secrets/secret_elements.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace {

constexpr std::size_t kShownCharacters = 4;
constexpr std::size_t kFullyHiddenBelow = 16;
// In a file a short one could be any word.
constexpr std::size_t kShortestSearchedValue = 8;

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

TextRange whole_range(std::string_view text) {
  return {0, static_cast<std::uint32_t>(text.size())};
}

void sort_and_join(std::vector<TextRange>& ranges) {
  std::sort(ranges.begin(), ranges.end());
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].empty()) continue;
    if (kept > 0 && ranges[i].begin <= ranges[kept - 1].end) {
      ranges[kept - 1].end = std::max(ranges[kept - 1].end, ranges[i].end);
    } else {
      ranges[kept++] = ranges[i];
    }
  }
  ranges.resize(kept);
}

// A secret that stands in one place where it belongs may stand in others where it does not.
void add_repetitions(std::string_view text, std::vector<TextRange>& found) {
  if (found.empty()) return;
  std::vector<std::string> values;
  values.reserve(found.size());
  for (const TextRange secret : found) values.emplace_back(secret.in(text));
  const std::size_t known = found.size();
  SecretValues(values, kShortestSearchedValue).find(text, found);
  if (found.size() > known) sort_and_join(found);
}

// A text with its secrets as they may be spoken of.
std::string abbreviated(std::string_view text, std::vector<TextRange> secrets) {
  if (secrets.empty()) return std::string(text);
  sort_and_join(secrets);
  std::string result;
  std::size_t copied = 0;
  for (TextRange secret : secrets) {
    result.append(text.substr(copied, secret.begin - copied));
    result += abbreviate_secret(text.substr(secret.begin, secret.size()));
    copied = secret.end;
  }
  result.append(text.substr(copied));
  return result;
}

// End of the part of a secret that stays visible. What belongs to the secret is not always certain
// in a broken file, so its first word alone must be long enough.
std::size_t visible_end(std::string_view text, TextRange secret) {
  std::string_view value = text.substr(secret.begin, secret.size());
  std::string_view word = value.substr(0, value.find_first_of(" \t\r\n<>\"'`&"));
  if (utf8_length(word) < kFullyHiddenBelow) return secret.begin;
  std::size_t at = 0;
  for (std::size_t shown = 0; at < value.size(); ++at) {
    if (!continues_character(value[at]) && shown++ == kShownCharacters) break;
  }
  return secret.begin + at;
}

}  // namespace

static std::vector<std::string> in_small_letters(std::span<const std::string_view> names) {
  std::vector<std::string> small;
  small.reserve(names.size());
  for (const std::string_view name : names) small.push_back(ascii::in_small_letters(name));
  return small;
}

Redactor::Redactor(std::span<const std::string_view> secret_names)
    : names_(in_small_letters(secret_names)) {}

std::vector<TextRange> Redactor::find(std::string_view text, std::span<const TextRange> known,
                                      const SecretValues& values) const {
  std::vector<TextRange> found;
  for (TextRange range : known) {
    if (range.begin < range.end && range.end <= text.size()) {
      secrets::add_value(text, range.begin, range.end, found);
    }
  }
  secrets::find_named(text, names_, false, found);
  secrets::find_parameter_values(text, found);
  secrets::find_tokens(text, found);
  secrets::find_consumer_keys(text, found);
  sort_and_join(found);
  add_repetitions(text, found);
  if (values.empty()) return found;
  values.find(text, found);
  sort_and_join(found);
  return found;
}

std::string Redactor::redact(std::string_view text, const SecretValues& values,
                             const SecretValues& others) const {
  std::vector<TextRange> found;
  secrets::find_named(text, names_, true, found);
  secrets::find_tokens(text, found);
  secrets::find_consumer_keys(text, found);
  for (const SecretValues* known : {&values, &others}) {
    known->find(text, found);
    known->find_cut(text, found);
  }
  return abbreviated(text, std::move(found));
}

std::string Redactor::without(std::string_view text, const SecretValues& values) {
  std::vector<TextRange> found;
  values.find(text, found);
  values.find_cut(text, found);
  return abbreviated(text, std::move(found));
}

std::string mask(std::string_view text, TextRange window, std::span<const TextRange> secrets) {
  std::string result;
  result.reserve(window.size());
  std::size_t at = window.begin;
  auto secret =
      std::lower_bound(secrets.begin(), secrets.end(), window.begin,
                       [](TextRange range, std::uint32_t begin) { return range.end <= begin; });
  for (; secret != secrets.end() && secret->begin < window.end; ++secret) {
    std::size_t hidden = std::max<std::size_t>(visible_end(text, *secret), at);
    std::size_t end = std::min(secret->end, window.end);
    hidden = std::min(hidden, end);
    result.append(text.substr(at, hidden - at));
    for (at = hidden; at < end; ++at) {
      if (text[at] == '\n' || text[at] == '\r') {
        result += text[at];
      } else if (!continues_character(text[at])) {
        result += '*';
      }
    }
  }
  result.append(text.substr(at, window.end - at));
  return result;
}

std::string abbreviate_secret(std::string_view value) {
  std::size_t length = utf8_length(value);
  std::size_t end = visible_end(value, whole_range(value));
  std::string shown(value.substr(0, end));
  return fmt::format("{}… ({} character{})", shown, length, length == 1 ? "" : "s");
}

RedactedFile::RedactedFile(std::string_view text, const LineIndex& lines,
                           std::span<const TextRange> secrets)
    : text_(text), lines_(lines) {
  if (secrets.empty()) return;
  auto covered = std::make_unique<Covered>(Covered{.text = mask(text, whole_range(text), secrets)});
  text_ = covered->text;
  covered->lines.reset(text_);
  covered_ = std::move(covered);
}

bool RedactedFile::line(LineColumn place, LineExcerpt& excerpt) const {
  if (place.line == 0 || place.line > lines().line_count()) return false;
  const TextRange line = lines().line_range(place.line);
  const std::uint32_t before =
      std::min(std::max(place.column, 1U) - 1, LineExcerpt::kColumnsBefore);
  excerpt.first_column = std::max(place.column, 1U) - before;
  const TextRange shown = {
      lines().offset({place.line, excerpt.first_column}),
      lines().offset({place.line, excerpt.first_column + before + LineExcerpt::kColumnsAfter + 1})};
  excerpt.text = shown.in(text_);
  excerpt.cut_before = shown.begin > line.begin;
  excerpt.cut_after = shown.end < line.end;
  return true;
}

}  // namespace ecac
