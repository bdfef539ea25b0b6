#include "compiler/secrets/placeholder.h"

#include <algorithm>
#include <array>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr Placeholder kNoPlaceholder = {kNone, kNone};

/// How far around a marker is looked, so that a text of many costs no more than its size.
constexpr std::size_t kLongestWord = 256;

/// The characters that placeholder_at() looks at. Every value is searched, so one table lookup a
/// byte and no call.
constexpr std::array<bool, 256> kMayBegin = [] {
  std::array<bool, 256> table{};
  for (const char c : {'$', '{', '%', '@', '_', 'R', '<', '#', '['}) {
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

/// The same of a name in any letters, with parts, as `env.HOST` or `Build.Host-Name`.
std::size_t parted_name_end(std::string_view value, std::size_t at) {
  if (at >= value.size() || !ascii::is_letter(value[at])) return at;
  const std::size_t last = std::min(value.size(), at + kLongestWord);
  while (at < last &&
         (ascii::is_word(value[at]) || value[at] == '.' || value[at] == ':' || value[at] == '-'))
    ++at;
  return at;
}

bool stands_at(std::string_view value, std::size_t at, std::string_view word) {
  return value.substr(std::min(at, value.size()), word.size()) == word;
}

/// An upper-case name between the marker at `at` and the same marker again.
std::size_t enclosed_end(std::string_view value, std::size_t at, std::string_view open,
                         std::string_view close) {
  if (!stands_at(value, at, open)) return kNone;
  const std::size_t start = at + open.size();
  std::size_t end = upper_name_end(value, start);
  // `__NAME__`: the name has swallowed the closing underscores.
  if (close == "__") {
    while (end > start && value[end - 1] == '_') --end;
  }
  if (end == start || !stands_at(value, end, close)) return kNone;
  return end + close.size();
}

/// Whether what stands at `at` is part of a web address.
bool in_address(std::string_view value, std::size_t at) {
  const std::size_t from = at > kLongestWord ? at - kLongestWord : 0;
  std::string_view before = value.substr(from, at - from);
  const std::size_t blank = before.find_last_of(" \t\r\n,;");
  if (blank != kNone) before.remove_prefix(blank + 1);
  return before.find("://") != kNone;
}

/// `{env.NAME}`, `{env:NAME}`, `{process.env.NAME}`: parts that end in an upper-case name.
bool names_variable(std::string_view name) {
  const std::size_t part = name.find_last_of(".:");
  return part != kNone && part + 1 < name.size() && upper_name_end(name, part + 1) == name.size() &&
         ascii::in_small_letters(name.substr(0, part)).find("env") != kNone;
}

Placeholder unusual(std::size_t begin, std::size_t end) {
  return end == kNone ? kNoPlaceholder : Placeholder{begin, end, true};
}

Placeholder usual(std::size_t begin, std::size_t end) {
  return {end == kNone ? kNone : begin, end};
}

Placeholder in_dollar(std::string_view value, std::size_t at) {
  if (stands_at(value, at, "${")) {
    if (misspelt_formula_end(value, at) != at) return kNoPlaceholder;
    const bool doubled = stands_at(value, at, "${{");
    const std::size_t close = value.find(doubled ? "}}" : "}", at);
    const std::size_t open_size = doubled ? 3 : 2;
    if (close == kNone || close == at + open_size) return kNoPlaceholder;
    return usual(at, close + open_size - 1);
  }
  if (stands_at(value, at, "$(")) {
    const std::size_t end = parted_name_end(value, at + 2);
    return unusual(at, end > at + 2 && stands_at(value, end, ")") ? end + 1 : kNone);
  }
  const std::size_t end = upper_name_end(value, at + 1);
  const bool is_name = end > at + 3 && (end == value.size() || !ascii::is_word(value[end]));
  return unusual(at, is_name && in_address(value, at) ? end : kNone);
}

Placeholder in_braces(std::string_view value, std::size_t at) {
  if (misspelt_formula_end(value, at) != at) return kNoPlaceholder;
  if (stands_at(value, at, "{{")) {
    const std::size_t close = value.find("}}", at);
    return usual(at, close == kNone || close == at + 2 ? kNone : close + 2);
  }
  if (const std::size_t end = enclosed_end(value, at, "{", "}"); end != kNone) {
    return usual(at, end);
  }
  const std::size_t end = parted_name_end(value, at + 1);
  if (end == at + 1 || !stands_at(value, end, "}")) return kNoPlaceholder;
  const bool starts_path = at == 0 && stands_at(value, end + 1, "/");
  const bool is_marker =
      names_variable(value.substr(at + 1, end - at - 1)) || starts_path || in_address(value, at);
  return unusual(at, is_marker ? end + 1 : kNone);
}

bool is_hex_pair(std::string_view value, std::size_t at) {
  return at + 1 < value.size() && ascii::hex_value(value[at]) >= 0 &&
         ascii::hex_value(value[at + 1]) >= 0;
}

Placeholder in_percent(std::string_view value, std::size_t at) {
  if (const std::size_t end = enclosed_end(value, at, "%%", "%%"); end != kNone) {
    return usual(at, end);
  }
  const std::size_t end = enclosed_end(value, at, "%", "%");
  // `%E2%80`: bytes of an address.
  const bool is_bytes = end == kNone || end < at + 5 || is_hex_pair(value, end);
  return unusual(at, is_bytes ? kNone : end);
}

Placeholder in_number_sign(std::string_view value, std::size_t at) {
  if (stands_at(value, at, "#{")) {
    const std::size_t end = parted_name_end(value, at + 2);
    if (end == at + 2 || !stands_at(value, end, "}")) return kNoPlaceholder;
    return unusual(at, end + (stands_at(value, end + 1, "#") ? 2 : 1));
  }
  const std::size_t end = enclosed_end(value, at, "#", "#");
  return unusual(at, end == kNone || end < at + 5 ? kNone : end);
}

Placeholder in_brackets(std::string_view value, std::size_t at) {
  if (const std::size_t end = enclosed_end(value, at, "[[", "]]"); end != kNone) {
    return unusual(at, end);
  }
  const std::size_t end = enclosed_end(value, at, "[", "]");
  // `[::1]` and `[FE80]` are addresses in numbers, or begun as such.
  return unusual(at, end != kNone && end > at + 7 && in_address(value, at) ? end : kNone);
}

Placeholder placeholder_at(std::string_view value, std::size_t at) {
  switch (value[at]) {
    case '$': return in_dollar(value, at);
    case '{': return in_braces(value, at);
    case '%': return in_percent(value, at);
    case '#': return in_number_sign(value, at);
    case '[': return in_brackets(value, at);
    case '@': {
      const std::size_t end = enclosed_end(value, at, "@@", "@@");
      return usual(at, end != kNone ? end : enclosed_end(value, at, "@", "@"));
    }
    case '_': {
      if (at > 0 && ascii::is_word(value[at - 1])) return kNoPlaceholder;  // `ns__Name`, no marker
      const std::size_t end = enclosed_end(value, at, "__", "__");
      const bool goes_on = end != kNone && end < value.size() && ascii::is_word(value[end]);
      return usual(at, goes_on ? kNone : end);
    }
    case 'R': {
      if (at > 0 && ascii::is_word(value[at - 1])) return kNoPlaceholder;
      if (!stands_at(value, at, "REPLACE_") && !stands_at(value, at, "REDACTED")) {
        return kNoPlaceholder;
      }
      std::size_t end = at + 8;
      while (end < value.size() && ascii::is_word(value[end])) ++end;
      return usual(at, end);
    }
    case '<': {
      const std::size_t close = value.find_first_of("<>\n", at + 1);
      const bool is_marker = close != kNone && value[close] == '>' && close != at + 1;
      return usual(at, is_marker ? close + 1 : kNone);
    }
    default: return kNoPlaceholder;
  }
}

}  // namespace

std::size_t misspelt_formula_end(std::string_view value, std::size_t at) {
  constexpr std::string_view kVariable = "Credential.";
  std::size_t start = at;
  const std::string_view opening = stands_at(value, start, "$") ? "${" : "{";
  if (!stands_at(value, start, opening)) return at;
  start += opening.size();
  const bool merge_field = opening == "{" && stands_at(value, start, "!");
  std::size_t closing = 1;
  for (; stands_at(value, start, "{") && closing < 3; ++start) ++closing;
  while (start < value.size() && (value[start] == ' ' || value[start] == '!')) ++start;
  const bool has_variable = stands_at(value, start, "$") && start + 1 < value.size() &&
                            ascii::is_letter(value[start + 1]);
  if (merge_field || !(has_variable || stands_at(value, start, kVariable))) return at;
  const std::size_t close =
      value.substr(0, std::min(value.size(), start + kLongestWord)).find('}', start);
  if (close == kNone) return at;
  std::size_t end = close;
  while (closing > 0 && stands_at(value, end, "}")) {
    ++end;
    --closing;
  }
  return end;
}

Placeholder find_placeholder(std::string_view value, std::size_t from) {
  for (std::size_t at = from; at < value.size(); ++at) {
    if (!kMayBegin[static_cast<unsigned char>(value[at])]) continue;
    const Placeholder found = placeholder_at(value, at);
    if (found.begin != kNone) return found;
    if (value[at] == '{') {
      const std::size_t formula = misspelt_formula_end(value, at);
      if (formula != at) at = formula - 1;
    }
  }
  return kNoPlaceholder;
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
