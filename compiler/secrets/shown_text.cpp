#include "compiler/secrets/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// Further names of headers and parameters that carry what nobody else may have.
bool names_hidden_value(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kEndings = {"token", "key", "cookie",
                                                               "credentials"};
  static constexpr std::array<std::string_view, 2> kWhole = {"clientid", "proxyauthorization"};
  const std::string plain = secrets::letters_only(name);
  return secrets::parameter_value_is_hidden(name) || secrets::ends_with_any(plain, kEndings) ||
         std::find(kWhole.begin(), kWhole.end(), plain) != kWhole.end();
}

bool is_placeholder(std::string_view value) {
  return value.size() > 2 && value.front() == '<' && value.back() == '>' &&
         value.find_first_of("<>", 1) == value.size() - 1;
}

/// `<secret>` in the place of each range.
std::string without_ranges(std::string_view text, std::vector<TextRange> found) {
  std::sort(found.begin(), found.end(), [](TextRange a, TextRange b) { return a.begin < b.begin; });
  std::string shown;
  std::size_t done = 0;
  for (const TextRange range : found) {
    if (range.begin < done) {
      done = std::max<std::size_t>(done, range.end);
      continue;
    }
    shown += text.substr(done, range.begin - done);
    shown += "<secret>";
    done = range.end;
  }
  shown += text.substr(done);
  return shown;
}

std::string without_tokens(std::string_view text) {
  std::vector<TextRange> found;
  secrets::find_tokens(text, found);
  return without_ranges(text, std::move(found));
}

/// Consumer keys begin alike wherever they stand.
std::string without_consumer_keys(std::string_view text) {
  std::string shown;
  std::size_t done = 0;
  for (std::size_t at = text.find(kConsumerKeyPrefix); at != std::string_view::npos;
       at = text.find(kConsumerKeyPrefix, done)) {
    shown += text.substr(done, at - done);
    shown += "<client_id>";
    for (done = at; done < text.size() && (ascii::is_letter_or_digit(text[done]) ||
                                           text[done] == '.' || text[done] == '_');) {
      ++done;
    }
  }
  shown += text.substr(done);
  return shown;
}

/// `name=value` in the query of an address, and in its fragment.
std::string without_query_secrets(std::string_view text) {
  std::string shown;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t mark = text.find_first_of("?&#", at);
    if (mark == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of("&#\"'` \t\r\n<>", mark + 1), text.size());
    const std::string_view pair = text.substr(mark + 1, end - mark - 1);
    const std::size_t equals = pair.find('=');
    shown += text.substr(at, mark + 1 - at);
    const bool has_value = equals != std::string_view::npos && equals + 1 < pair.size();
    if (has_value && names_hidden_value(pair.substr(0, equals))) {
      shown += fmt::format("{0}=<{0}>", pair.substr(0, equals));
    } else {
      shown += pair;
    }
    at = end;
  }
  shown += text.substr(std::min(at, text.size()));
  return shown;
}

/// A formula with `placeholder` for each text in it that may be a secret: a literal, or what stands
/// beside the formula. What it takes from elsewhere stays.
std::string without_literals(std::string_view value, const std::string& placeholder) {
  std::string shown;
  const auto add = [&](std::string_view text) {
    shown += may_be_secret(text) ? placeholder : std::string(text);
  };
  std::size_t at = 0;
  while (at < value.size()) {
    const std::size_t open = std::min(value.find("{!", at), value.size());
    add(value.substr(at, open - at));
    at = open;
    // To the brace that ends the formula; one in a literal does not.
    while (at < value.size() && value[at] != '}') {
      const char quote = value[at];
      if (quote != '\'' && quote != '"') {
        shown += value[at++];
        continue;
      }
      const std::size_t end = std::min(value.find(quote, at + 1), value.size());
      shown += quote;
      add(value.substr(at + 1, end - at - 1));
      if (end < value.size()) shown += quote;
      at = std::min(end + 1, value.size());
    }
    if (at < value.size()) shown += value[at++];
  }
  return shown;
}

}  // namespace

std::string shown_text(std::string_view text) {
  return without_query_secrets(without_consumer_keys(without_tokens(text)));
}

std::string without_values(std::string_view text, const SecretValues& values) {
  std::vector<TextRange> found;
  values.find(text, found);
  return without_ranges(text, std::move(found));
}

std::string shown_setting(std::string_view name, std::string_view value) {
  const bool formula = value.find("{!") != std::string_view::npos;
  if (value.empty() || is_placeholder(value)) return std::string(value);
  if (formula && names_hidden_value(name)) {
    return shown_text(without_literals(value, fmt::format("<{}>", name)));
  }
  if (names_hidden_value(name)) {
    // What the platform fills in is already a placeholder: `Basic <base64(…)>`.
    const std::size_t open = value.find('<');
    if (open != std::string_view::npos && is_placeholder(value.substr(open))) {
      const std::string_view scheme = value.substr(0, open);
      if (scheme == "Basic " || scheme == "Bearer ") return std::string(value);
    }
    return fmt::format("<{}>", name);
  }
  return shown_text(value);
}

std::string shown_callback(std::string_view uri) {
  constexpr std::size_t kLongestPlainWord = 31;
  const bool address = uri.find(':') != std::string_view::npos;
  return !address && uri.size() > kLongestPlainWord && may_be_secret(uri) ? "<secret>"
                                                                          : shown_text(uri);
}

}  // namespace ecac
