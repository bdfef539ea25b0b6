#include "compiler/secrets/placeholder.h"

#include <array>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// The characters that placeholder_end() looks at. Every value is searched, so one table lookup a
/// byte and no call.
constexpr std::array<bool, 256> kMayBegin = [] {
  std::array<bool, 256> table{};
  for (const char c : {'$', '{', '%', '@', '_', 'R', '<'}) {
    table[static_cast<unsigned char>(c)] = true;
  }
  return table;
}();

/// End of an upper-case name that starts at `at`, or `at` if none starts there.
std::size_t upper_name_end(std::string_view value, std::size_t at) {
  if (at >= value.size() || !ascii::is_capital(value[at])) return at;
  while (at < value.size() &&
         (ascii::is_capital(value[at]) || ascii::is_digit(value[at]) || value[at] == '_'))
    ++at;
  return at;
}

/// An upper-case name between the marker at `at` and the same marker again.
std::size_t enclosed_end(std::string_view value, std::size_t at, std::string_view open,
                         std::string_view close) {
  if (value.substr(at, open.size()) != open) return kNone;
  const std::size_t start = at + open.size();
  std::size_t end = upper_name_end(value, start);
  // `__NAME__`: the name has swallowed the closing underscores.
  if (close == "__") {
    while (end > start && value[end - 1] == '_') --end;
  }
  if (end == start || value.substr(end, close.size()) != close) return kNone;
  return end + close.size();
}

std::size_t placeholder_end(std::string_view value, std::size_t at) {
  switch (value[at]) {
    case '$': {
      if (value.substr(at, 2) != "${") return kNone;
      const std::size_t close = value.find('}', at);
      return close == kNone || close == at + 2 ? kNone : close + 1;
    }
    case '{': {
      if (value.substr(at, 2) == "{{") {
        const std::size_t close = value.find("}}", at);
        return close == kNone || close == at + 2 ? kNone : close + 2;
      }
      return enclosed_end(value, at, "{", "}");
    }
    case '%': return enclosed_end(value, at, "%%", "%%");
    case '@': return enclosed_end(value, at, "@", "@");
    case '_': {
      if (at > 0 && ascii::is_word(value[at - 1])) return kNone;  // `ns__Name`, not a marker
      const std::size_t end = enclosed_end(value, at, "__", "__");
      return end != kNone && end < value.size() && ascii::is_word(value[end]) ? kNone : end;
    }
    case 'R': {
      if (at > 0 && ascii::is_word(value[at - 1])) return kNone;
      const bool replace = value.substr(at, 8) == "REPLACE_";
      const bool redacted = value.substr(at, 8) == "REDACTED";
      if (!replace && !redacted) return kNone;
      std::size_t end = at + 8;
      while (end < value.size() && ascii::is_word(value[end])) ++end;
      return end;
    }
    case '<': {
      const std::size_t close = value.find_first_of("<>\n", at + 1);
      return close == kNone || value[close] != '>' || close == at + 1 ? kNone : close + 1;
    }
    default: return kNone;
  }
}

}  // namespace

Placeholder find_placeholder(std::string_view value, std::size_t from) {
  for (std::size_t at = from; at < value.size(); ++at) {
    if (!kMayBegin[static_cast<unsigned char>(value[at])]) continue;
    const std::size_t end = placeholder_end(value, at);
    if (end != kNone) return {at, end};
  }
  return {kNone, kNone};
}

bool has_placeholder(std::string_view value) {
  return find_placeholder(value).begin != kNone;
}

std::vector<Placeholder> find_placeholders(std::string_view value) {
  std::vector<Placeholder> found;
  for (Placeholder next = find_placeholder(value); next.begin != kNone;
       next = find_placeholder(value, next.end)) {
    found.push_back(next);
  }
  return found;
}

}  // namespace ecac
