#include "compiler/workspace/env_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "compiler/model/value_list.h"
#include "compiler/source/line_index.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::string_view kExport = "export";

bool is_name(std::string_view name) {
  return !name.empty() && !ascii::is_digit(name.front()) &&
         std::all_of(name.begin(), name.end(), ascii::is_word);
}

char unescaped(char c) {
  switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return c;
  }
}

/// The text up to the closing quote, and where that stands; npos if there is none.
std::size_t read_quoted(std::string_view text, std::string& value) {
  const char quote = text.front();
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (c == quote) return at;
    const bool escape = quote == '"' && c == '\\' && at + 1 < text.size();
    if (escape && std::string_view("nrt\"\\$").find(text[at + 1]) != std::string_view::npos) {
      value += unescaped(text[++at]);
    } else {
      value += c;
    }
  }
  return std::string_view::npos;
}

/// Why the text after `=` is no value; "" if it is one.
std::string_view read_value(std::string_view text, std::string& value) {
  text = trim_blanks(text);
  if (text.empty()) return {};
  if (text.front() == '"' || text.front() == '\'') {
    const std::size_t close = read_quoted(text, value);
    if (close == std::string_view::npos) return "the quote is not closed on the same line";
    const std::string_view rest = trim_blanks(text.substr(close + 1));
    return rest.empty() || rest.front() == '#' ? "" : "something follows the closing quote";
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '#' && (at == 0 || is_blank(text[at - 1]))) {
      text = trim_blanks(text.substr(0, at));
      break;
    }
  }
  value = text;
  return {};
}

}  // namespace

Result<Environment> parse_env_file(std::string_view text) {
  Environment environment;
  const LineIndex lines(text);
  for (std::uint32_t number = 1; number <= lines.line_count(); ++number) {
    std::string_view line = trim_blanks(lines.line_range(number).in(text));
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with(kExport) && line.size() > kExport.size() &&
        is_blank(line[kExport.size()])) {
      line = trim_blanks(line.substr(kExport.size()));
    }
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      return Error{fmt::format("line {}: expected `NAME=VALUE`", number), ErrorKind::invalid};
    }
    const std::string_view name = trim_blanks(line.substr(0, equals));
    if (!is_name(name)) {
      return Error{fmt::format("line {}: a name is made of letters, digits and underscores and "
                               "begins with no digit",
                               number),
                   ErrorKind::invalid};
    }
    std::string value;
    const std::string_view problem = read_value(line.substr(equals + 1), value);
    if (!problem.empty()) {
      return Error{fmt::format("line {}: {}", number, problem), ErrorKind::invalid};
    }
    environment.insert_or_assign(std::string(name), std::move(value));
  }
  return environment;
}

}  // namespace ecac
