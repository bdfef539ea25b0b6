#include "compiler/edit/file_template.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// An API name as people would write it.
std::string label_of(std::string_view name) {
  std::string label(name);
  std::ranges::replace(label, '_', ' ');
  return label;
}

/// The end of the digits from `at` on.
std::size_t behind_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at;
}

/// Copies what is there up to a character of `ends` that is not escaped, without the backslashes.
std::size_t copy_until(std::string_view text, std::size_t at, std::string_view ends,
                       std::string* out) {
  for (; at < text.size() && ends.find(text[at]) == std::string_view::npos; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    if (out != nullptr) *out += text[at];
  }
  return at;
}

}  // namespace

std::string escape_snippet(std::string_view text) {
  return escaped(text, "\\$}");
}

std::string escape_choice(std::string_view text) {
  return escaped(text, "\\$},|");
}

std::string without_tab_stops(std::string_view snippet) {
  std::string out;
  for (std::size_t at = 0; at < snippet.size();) {
    if (snippet[at] == '\\' && at + 1 < snippet.size()) {
      out += snippet[at + 1];
      at += 2;
      continue;
    }
    if (snippet[at] != '$') {
      out += snippet[at++];
      continue;
    }
    const bool braces = snippet.substr(at + 1, 1) == "{";
    const std::size_t begin = at + (braces ? 2 : 1);
    at = behind_digits(snippet, begin);
    if (!braces) continue;
    const std::string_view kind = snippet.substr(at, 1);
    if (kind == ":") {
      at = copy_until(snippet, at + 1, "}", &out);
    } else if (kind == "|") {
      at = copy_until(snippet, at + 1, ",|", &out);
      at = copy_until(snippet, at, "}", nullptr);
    }
    at = std::min(at + 1, snippet.size());
  }
  return out;
}

std::string snippet_of(const FileTemplate& file_template, const TemplateNames& names) {
  const std::pair<std::string_view, std::string> words[] = {
      {"{{name}}", names.name},
      {"{{app}}", names.app.empty() ? names.name : names.app},
      {"{{label}}", label_of(names.name)},
      {"{{version}}", names.version}};
  std::string out;
  std::string_view rest = file_template.text;
  while (!rest.empty()) {
    const auto word =
        std::ranges::find_if(words, [&](const auto& pair) { return rest.starts_with(pair.first); });
    if (word == std::end(words)) {
      out += rest.front();
      rest.remove_prefix(1);
    } else {
      out += escape_snippet(escape_xml(word->second));
      rest.remove_prefix(word->first.size());
    }
  }
  return out;
}

std::string filled_text_of(const FileTemplate& file_template, const TemplateNames& names) {
  return without_tab_stops(snippet_of(file_template, names));
}

}  // namespace ecac
