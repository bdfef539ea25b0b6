#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "compiler/emit/report/json_report.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/json_schema.h"
#include "tests/support/page_run.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace formats {
namespace {

/// All that a JSON value says, as a terminal would show it; places as `path:line:column`.
void collect(const nlohmann::json& value, std::set<std::string>& said) {
  if (value.is_string()) said.insert(printable(value.get<std::string>()));
  if (value.is_object() && value.contains("range")) {
    const auto& start = value["range"]["start"];
    said.insert(printable(value["path"].get<std::string>()) + ':' + start["line"].dump() + ':' +
                start["column"].dump());
  }
  if (!value.is_structured()) return;
  for (const auto& item : value) collect(item, said);
}

/// What a finding in full says besides the lines of files: sentences, names and places.
std::vector<std::string> sentences(const std::string& text) {
  static const re2::RE2 kSource(R"( *(?:\d+ \|.*|\||\.\.\.))");
  static const re2::RE2 kMarked(R"( *\| +(?:\^+|-+)(?: (.*))?)");
  static const re2::RE2 kRemark(R"( *= (?:help|note): (.*?)(?: \(--(?:fix|unsafe-fixes)\))?)");
  static const re2::RE2 kElsewhere(R"( *::: (\S*?)(?:: (.*))?)");
  static const re2::RE2 kHead(R"((?:(.*): )?(error|warning|info)\[(\w+)\] (\S+))");
  std::vector<std::string> found;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line); ++number) {
    if (line.empty() || re2::RE2::FullMatch(line, kSource)) continue;
    std::string first;
    std::string second;
    std::string third;
    std::string fourth;
    // The second line is the message, whatever it looks like.
    const bool has_parts =
        number != 1 &&
        (number == 0 ? re2::RE2::FullMatch(line, kHead, &first, &second, &third, &fourth)
                     : re2::RE2::FullMatch(line, kMarked, &first) ||
                           re2::RE2::FullMatch(line, kRemark, &first) ||
                           re2::RE2::FullMatch(line, kElsewhere, &first, &second));
    if (!has_parts) {
      found.push_back(line);
      continue;
    }
    for (std::string* part : {&first, &second, &third, &fourth}) {
      if (!part->empty()) found.push_back(std::move(*part));
    }
  }
  return found;
}

/// What the lines of a page hold is of no matter here, and its files are gone when they are asked
/// for.
class AnyLines final : public SnippetSource {
 public:
  bool line(FileId, LineColumn, LineExcerpt& excerpt) override {
    excerpt.text.assign(300, 'x');
    return true;
  }
};

/// What the lines say in the form of the JSON document.
nlohmann::json joined_lines(const std::string& text) {
  nlohmann::json whole = {{"diagnostics", nlohmann::json::array()},
                          {"failures", nlohmann::json::array()},
                          {"notices", nlohmann::json::array()},
                          {"waived", nlohmann::json::array()}};
  nlohmann::json gone = nlohmann::json::array();  // there where a change is judged
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    nlohmann::json said = nlohmann::json::parse(line);
    const std::string kind = said["kind"];
    said.erase("kind");
    if (kind == "diagnostic") {
      whole["diagnostics"].push_back(said);
    } else if (kind == "waived") {
      whole["waived"].push_back(said);
    } else if (kind == "failure") {
      whole["failures"].push_back(said);
    } else if (kind == "notice") {
      whole["notices"].push_back(said);
    } else if (kind == "gone") {
      gone.push_back(said);
    } else {
      whole.update(said);
    }
  }
  if (whole["summary"].contains("new")) whole["gone"] = gone;
  return whole;
}

/// Returns how many sentences were compared.
std::size_t expect_same(const CheckResult& result) {
  std::size_t compared = 0;
  static JsonSchema schema("check-report.schema.json");
  const auto whole = nlohmann::json::parse(json_report(result.report, {}));
  EXPECT_EQ(joined_lines(json_lines_report(result.report, {})), whole);
  EXPECT_THAT(schema.problems(whole), testing::IsEmpty());
  for (const ReportFinding& finding : result.report.findings) {
    AnyLines lines;
    Report one;
    one.findings = {finding};
    const std::string text = text_report(one, lines, {.quiet = true, .level = Severity::info});
    const auto json = nlohmann::json::parse(json_report(one, {}));
    std::set<std::string> said;
    collect(json["diagnostics"][0], said);
    for (const std::string& sentence : sentences(text)) {
      ++compared;
      EXPECT_TRUE(said.contains(sentence)) << "not in JSON: " << sentence << "\nof\n" << text;
    }
  }
  return compared;
}

TEST(Formats, SayTheSameOfEveryPage) {
  std::size_t compared = 0;
  const std::filesystem::path folder = std::filesystem::path(ECAC_SOURCE_DIR) / "docs" / "rules";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".md" || find_rule(name) == nullptr) continue;
    for (const PageSection& section :
         read_rule_page(name, read_text_file(entry.path().string())).sections) {
      compared += expect_same(check_section(section));
    }
  }
  EXPECT_GT(compared, 1000u);
}

TEST(Formats, SayTheSameOfBrokenSamples) {
  for (const std::string name : {"headless-public", "headless-private", "mcp-oauth21"}) {
    const std::filesystem::path folder =
        std::filesystem::path(ECAC_SOURCE_DIR) / "samples" / (name + "-broken");
    MemoryFileTree tree;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      tree.add("/p/" + std::filesystem::relative(entry.path(), folder).string(),
               read_text_file(entry.path().string()));
    }
    CheckRequest request;
    request.current_directory = "/p";
    EXPECT_GT(expect_same(run_check(host_with(tree), request)), 50u) << name;
  }
}

}  // namespace
}  // namespace formats
}  // namespace ecac::test
