#include "compiler/tools/preset_pages.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "compiler/tools/input_error.h"
#include "compiler/tools/page_text.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {
namespace {

namespace fs = std::filesystem;

/// Reads one page from top to bottom.
class PresetReader {
 public:
  PresetReader(const fs::path& file, const std::vector<RulePage>& rules)
      : file_(file), rules_(rules) {
    page_.text = read_text_file(file);
  }

  PresetPage read() {
    std::string_view rest = page_.text;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      ++line_number_;
      read_line(trimmed(rest.substr(0, end)));
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    require(!page_.summary.empty(), "expected one sentence on the preset below the title");
    for (const auto& [number, severity] : severities_) {
      page_.severities.emplace_back(number, severity);
    }
    return std::move(page_);
  }

 private:
  void require(bool condition, std::string_view message) const {
    if (!condition) throw InputError(file_, line_number_, message);
  }

  void read_line(std::string_view line) {
    if (line_number_ == 1) {
      page_.name = file_.stem().string();
      require(line == "# " + page_.name && is_dashed_word(page_.name),
              fmt::format("expected the title '# {}'", page_.name));
    } else if (page_.summary.empty()) {
      page_.summary = line;
    } else if (const std::vector<std::string_view> row = cells(line); !row.empty()) {
      read_row(row);
    }
  }

  void read_row(const std::vector<std::string_view>& row) {
    require(row.size() == 3, "expected '| Rule | Severity | Why |'");
    std::string_view rule = row[0];
    if (rule == "Rule" || rule.starts_with("--")) return;
    require(rule.size() > 2 && rule.front() == '`' && rule.back() == '`',
            fmt::format("expected a rule like `ABC001`, found '{}'", rule));
    rule = rule.substr(1, rule.size() - 2);
    require(is_severity(row[1]), fmt::format("'{}' is no severity", row[1]));
    require(!row[2].empty(), "expected a reason");
    const std::size_t slash = rule.find('/');
    const std::string_view wanted_case =
        slash == std::string_view::npos ? std::string_view() : rule.substr(slash + 1);
    rule = rule.substr(0, slash);
    bool found = false;
    for (const RulePage& page : rules_) {
      std::uint32_t number = page.first_case;
      for (const PageCase& each : page.cases) {
        const bool meant = page.code == rule && (wanted_case.empty() || each.id == wanted_case);
        if (meant) severities_[number] = std::string(row[1]);
        found = found || meant;
        ++number;
      }
    }
    require(found, fmt::format("there is no rule or case '{}'", row[0]));
  }

  fs::path file_;
  const std::vector<RulePage>& rules_;
  PresetPage page_;
  std::map<std::uint32_t, std::string> severities_;  ///< by CaseId
  std::size_t line_number_ = 0;
};

}  // namespace

std::vector<PresetPage> read_preset_pages(const fs::path& folder,
                                          const std::vector<RulePage>& rules) {
  std::vector<PresetPage> pages;
  for (const fs::path& file : files_below(folder, ".md")) {
    pages.push_back(PresetReader(file, rules).read());
  }
  return pages;
}

std::string preset_table_source(const std::vector<PresetPage>& pages) {
  std::string out =
      "// Generated from docs/presets.\n#include \"compiler/diagnostics/preset_info.h\"\n\n"
      "namespace ecac {\n\nusing namespace std::string_view_literals;\n\nnamespace {\n\n";
  std::size_t number = 0;
  for (const PresetPage& page : pages) {
    fmt::format_to(std::back_inserter(out),
                   "constexpr std::array<PresetSeverity, {}> kSeverities{} = {{",
                   page.severities.size(), number++);
    if (!page.severities.empty()) out += '{';
    for (const auto& [rule_case, severity] : page.severities) {
      fmt::format_to(std::back_inserter(out), "\n    {{CaseId{{{:#010x}}}, Severity::{}}},",
                     rule_case, severity);
    }
    if (!page.severities.empty()) out += '}';
    out += "};\n";
  }
  fmt::format_to(std::back_inserter(out), "\nconstexpr std::array<PresetInfo, {}> kPresets = {{{{",
                 pages.size());
  number = 0;
  for (const PresetPage& page : pages) {
    fmt::format_to(std::back_inserter(out),
                   "\n    {{\"{}\"sv,\n     {}sv,\n     {}sv,\n     kSeverities{}}},", page.name,
                   raw_literal(page.summary), raw_literal(page.text), number++);
  }
  return out +
         "}};\n\n}  // namespace\n\nstd::span<const PresetInfo> all_presets() { return kPresets; "
         "}\n\n}  // namespace ecac\n";
}

}  // namespace ecac::tools
