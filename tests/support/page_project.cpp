#include "tests/support/page_project.h"

#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "tests/support/rule_page.h"

namespace ecac::test {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndent = "    ";

struct Element {
  std::string name = {};
  std::string lines = {};  ///< with the comments above it
};

std::vector<std::string_view> whole_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// The elements that stand indented once; none if anything else but comments stands beside them.
std::optional<std::vector<Element>> elements_of(const std::vector<std::string_view>& lines) {
  static const RE2 kOpens(R"(    <(\w+)[ />](?s:.*))");
  static const RE2 kComment(R"(    <!-- .* -->\n)");
  static const RE2 kWithoutContent(R"(    <[^<>]*/>(?:\s*<!--.*-->)?\s*)");
  std::vector<Element> elements;
  Element element;
  for (const std::string_view line : lines) {
    const re2::StringPiece piece(line.data(), line.size());
    const bool begins = element.name.empty() && RE2::FullMatch(piece, kOpens, &element.name);
    if (element.name.empty() && !begins && !RE2::FullMatch(piece, kComment)) return std::nullopt;
    element.lines += line;
    const std::string closing = "</" + element.name + ">";
    const bool ends =
        begins
            ? line.find(closing) != std::string_view::npos || RE2::FullMatch(piece, kWithoutContent)
            : !element.name.empty() && line.starts_with(std::string(kIndent) + closing);
    if (!ends) continue;
    elements.push_back(std::move(element));
    element = {};
  }
  if (!element.lines.empty()) return std::nullopt;
  return elements;
}

}  // namespace

const StoredFiles& stored_project(const std::string& name) {
  static std::map<std::string, StoredFiles> read;
  const auto [entry, is_new] = read.try_emplace(name);
  const fs::path folder = fs::path(ECAC_SOURCE_DIR) / "docs" / "rules" / "projects" / name;
  if (!is_new || !fs::is_directory(folder)) return entry->second;
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    entry->second.emplace_back(fs::relative(file.path(), folder).generic_string(),
                               read_text_file(file.path().string()));
  }
  std::sort(entry->second.begin(), entry->second.end());
  return entry->second;
}

std::optional<std::string> change_elements(std::string_view text, std::string_view change) {
  std::vector<std::string_view> lines = whole_lines(text);
  const std::optional<std::vector<Element>> wanted = elements_of(whole_lines(change));
  if (lines.size() < 3 || !lines[0].starts_with("<?xml") || !lines.back().starts_with("</") ||
      !wanted) {
    return std::nullopt;
  }
  const std::string head = std::string(lines[0]) + std::string(lines[1]);
  const std::string tail(lines.back());
  std::optional<std::vector<Element>> elements = elements_of({lines.begin() + 2, lines.end() - 1});
  if (!elements) return std::nullopt;
  std::set<std::string> placed;
  for (const Element& first : *wanted) {
    if (!placed.insert(first.name).second) continue;
    const auto has_name = [&](const Element& each) { return each.name == first.name; };
    auto place = std::find_if(elements->begin(), elements->end(), has_name);
    if (place == elements->end()) {
      place = std::find_if(elements->begin(), elements->end(),
                           [&](const Element& each) { return each.name > first.name; });
    }
    const auto index = place - elements->begin();
    std::erase_if(*elements, has_name);
    std::vector<Element> of_name;
    std::copy_if(wanted->begin(), wanted->end(), std::back_inserter(of_name), has_name);
    elements->insert(elements->begin() + index, of_name.begin(), of_name.end());
  }
  std::string changed = head;
  for (const Element& element : *elements) changed += element.lines;
  return changed + tail;
}

}  // namespace ecac::test
