#include "compiler/schema/schema_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

#include "compiler/support/text/decimal.h"

namespace ecac {
namespace {

bool is_schema_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Shortens the text in place; returns its new length.
std::size_t collapse_white_space(char* text, std::size_t length) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < length; ++i) {
    const bool space = is_schema_space(text[i]);
    if (space && (kept == 0 || text[kept - 1] == ' ')) continue;
    text[kept++] = space ? ' ' : text[i];
  }
  if (kept > 0 && text[kept - 1] == ' ') --kept;
  text[kept] = '\0';
  return kept;
}

}  // namespace

void SchemaProblems::add(const SchemaFile& file, std::ptrdiff_t offset, std::string_view message) {
  if (first_) return;
  const std::size_t before =
      std::min(file.text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
  const std::string_view head = file.text.substr(0, before);
  const auto line = 1 + std::count(head.begin(), head.end(), '\n');
  first_ = fmt::format("{}:{}: {}", file.path, line, message);
}

SchemaReader::SchemaReader(const SchemaFile& file, char* buffer, SchemaProblems& problems)
    : file_(file), problems_(problems) {
  constexpr unsigned kOptions =
      pugi::parse_escapes | pugi::parse_cdata | pugi::parse_wconv_attribute;
  const pugi::xml_parse_result parsed =
      document_.load_buffer_inplace(buffer, file.text.size(), kOptions, pugi::encoding_utf8);
  if (!parsed) problems_.add(file_, parsed.offset, parsed.description());
}

void SchemaReader::fail(pugi::xml_node node, std::string_view message) {
  problems_.add(file_, node.offset_debug(), message);
}

std::string_view SchemaReader::text(pugi::xml_node node) {
  const pugi::xml_node content = node.first_child();
  if (content.empty()) return {};
  if (content.next_sibling() ||
      (content.type() != pugi::node_pcdata && content.type() != pugi::node_cdata)) {
    fail(node, fmt::format("<{}> may hold text only", node.name()));
    return {};
  }
  // Parsed in place, the text lies in our own buffer, which nobody else reads.
  char* text = const_cast<char*>(content.value());
  const std::size_t length = std::strlen(text);
  const bool one_line =
      std::string_view(text, length).find('\n') == std::string_view::npos && text[0] != ' ';
  return {text, one_line ? length : collapse_white_space(text, length)};
}

void AttributeValue::fail_expecting(std::string_view expected) {
  reader_.fail(node_, fmt::format("{}=\"{}\" on <{}>: expected {}", attribute_.name(), text(),
                                  node_.name(), expected));
}

bool AttributeValue::flag() {
  if (text() == "true") return true;
  if (text() != "false") fail_expecting("true or false");
  return false;
}

ApiVersion AttributeValue::version() {
  const std::string_view digits = text();
  ApiVersion result = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
  constexpr ApiVersion kLargest = 999;
  if (error != std::errc() || end != digits.data() + digits.size() || result == 0 ||
      result > kLargest) {
    fail_expecting("a whole API version such as 66");
    return 0;
  }
  return result;
}

long long AttributeValue::number(std::string_view digits) {
  long long result = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
  if (error == std::errc() && end == digits.data() + digits.size()) return result;
  fail_expecting("a whole number");
  return 0;
}

double AttributeValue::decimal() {
  const std::optional<double> result = decimal_number(text());
  if (result && std::isfinite(*result)) return *result;
  fail_expecting("a number");
  return 0;
}

int AttributeValue::integer() {
  const long long result = number(text());
  constexpr long long kLargest = 1'000'000'000;
  if (result >= 0 && result <= kLargest) return static_cast<int>(result);
  fail_expecting("a whole number from 0 to 1000000000");
  return 0;
}

std::vector<std::string_view> AttributeValue::words() const {
  return blank_separated(text());
}

std::vector<long long> AttributeValue::integers() {
  std::vector<long long> result;
  for (const std::string_view word : words()) result.push_back(number(word));
  return result;
}

std::vector<std::string_view> blank_separated(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    while (!text.empty() && is_schema_space(text.front())) text.remove_prefix(1);
    if (text.empty()) return words;
    const auto end = std::find_if(text.begin(), text.end(), is_schema_space);
    const auto length = static_cast<std::size_t>(end - text.begin());
    words.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
}

}  // namespace ecac
