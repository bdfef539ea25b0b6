#include "compiler/tools/rule_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "compiler/tools/input_error.h"
#include "compiler/tools/page_text.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kNotRules = {"families", "false-positives", "index",
                                                       "standards"};
constexpr std::array<std::string_view, 4> kEvidence = {"docs", "reported", "inferred",
                                                       "unconfirmed"};

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::string_view kFlags = "Flags:";

/// A case has a byte of the id, and no page needs more.
constexpr std::size_t kMostCases = 256;

/// The first CaseId of a code; none if it is no code of a known family.
std::optional<std::uint32_t> first_case_of(const std::vector<Family>& families,
                                           std::string_view code) {
  if (code.size() != 6) return std::nullopt;
  const std::size_t rank = family_rank(families, code.substr(0, 3));
  if (rank == families.size()) return std::nullopt;
  std::uint32_t number = 0;
  for (const char c : code.substr(3)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = 10 * number + static_cast<std::uint32_t>(c - '0');
  }
  return (static_cast<std::uint32_t>(rank) + 1) << 24 | number << 8;
}

bool is_evidence(std::string_view words) {
  constexpr std::string_view kPlus = " + ";
  while (true) {
    const std::size_t plus = words.find(kPlus);
    if (!is_one_of(kEvidence, words.substr(0, plus))) return false;
    if (plus == std::string_view::npos) return true;
    words.remove_prefix(plus + kPlus.size());
  }
}

/// Reads the head of one page from top to bottom.
class PageReader {
 public:
  PageReader(const fs::path& file, std::string text, const std::vector<Family>& families)
      : file_(file), families_(families) {
    page_.text = std::move(text);
    rest_ = page_.text;
  }

  RulePage read() {
    next_line();
    read_title();
    skip_blank_lines();
    while (!trimmed(line_).empty() && line_.front() != '|') {
      if (!page_.summary.empty()) page_.summary += ' ';
      page_.summary += trimmed(line_);
      next_line();
    }
    require(!page_.summary.empty(), "expected one sentence on the rule below the title");
    skip_blank_lines();
    if (line_.starts_with(kFlags)) read_flags();
    read_table();
    return std::move(page_);
  }

 private:
  [[noreturn]] void fail(std::string_view message) const {
    throw InputError(file_, line_number_, message);
  }
  void require(bool condition, std::string_view message) const {
    if (!condition) fail(message);
  }

  void next_line() {
    require(!rest_.empty(), "the page ends before its table of cases");
    const std::size_t end = rest_.find('\n');
    line_ = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++line_number_;
  }

  void skip_blank_lines() {
    do {
      if (!trimmed(line_).empty()) return;
      next_line();
    } while (true);
  }

  void read_title() {
    constexpr std::string_view kForm = "expected a title of the form '# rule-name (ABC001)'";
    const std::string_view title = trimmed(line_);
    const std::size_t open = title.find(" (");
    require(title.starts_with("# ") && title.ends_with(")") && open != std::string_view::npos,
            kForm);
    page_.name = title.substr(2, open - 2);
    page_.code = title.substr(open + 2, title.size() - open - 3);
    require(is_dashed_word(page_.name), kForm);
    const std::optional<std::uint32_t> first_case = first_case_of(families_, page_.code);
    require(first_case.has_value(), fmt::format("'{}' is no code of a known family", page_.code));
    page_.first_case = *first_case;
    require(page_.name == file_.stem().string(),
            fmt::format("the title says '{}', the file is named '{}'", page_.name,
                        file_.stem().string()));
    next_line();
  }

  /// `Flags: ` and words in backticks with a comma between them.
  void read_flags() {
    std::string_view flags = trimmed(line_).substr(kFlags.size());
    while (!flags.empty()) {
      const std::size_t comma = flags.find(',');
      const std::string_view flag = trimmed(flags.substr(0, comma));
      bool* named = flag == "`masks-place`"  ? &page_.masks_place
                    : flag == "`not-judged`" ? &page_.not_judged
                                             : nullptr;
      require(named != nullptr && !*named,
              fmt::format("'{}' is no flag, or is there twice; expected `masks-place` or "
                          "`not-judged`",
                          flag));
      *named = true;
      flags.remove_prefix(comma == std::string_view::npos ? flags.size() : comma + 1);
    }
    require(page_.masks_place || page_.not_judged, "expected a flag like `masks-place`");
    next_line();
    skip_blank_lines();
  }

  void read_table() {
    const std::vector<std::string_view> expected = {"Case", "lint", "predeploy", "audit",
                                                    "Evidence"};
    require(cells(line_) == expected, "expected '| Case | lint | predeploy | audit | Evidence |'");
    next_line();
    require(cells(line_).size() == expected.size(), "expected '| --- | --- | --- | --- | --- |'");
    while (!rest_.empty()) {
      next_line();
      const std::vector<std::string_view> row = cells(line_);
      if (row.empty()) break;
      read_row(row);
    }
    require(!page_.cases.empty(), "the table of cases has no row");
    require(page_.cases.size() <= kMostCases, "the table of cases has too many rows");
  }

  void read_row(const std::vector<std::string_view>& row) {
    require(row.size() == 5, fmt::format("expected 5 cells, found {}", row.size()));
    const std::string_view id = row[0];
    require(id.size() > 2 && id.front() == '`' && id.back() == '`' &&
                is_dashed_word(id.substr(1, id.size() - 2)),
            fmt::format("expected a case like `newer-api`, found '{}'", id));
    PageCase read;
    read.id = id.substr(1, id.size() - 2);
    for (const PageCase& other : page_.cases) {
      require(other.id != read.id, fmt::format("case '{}' is listed twice", read.id));
    }
    for (std::size_t mode = 0; mode < read.severity.size(); ++mode) {
      require(
          is_severity(row[mode + 1]),
          fmt::format("'{}' is no severity; expected error, warning, info or off", row[mode + 1]));
      read.severity[mode] = row[mode + 1];
    }
    require(is_evidence(row[4]),
            fmt::format("'{}' is no evidence; expected docs, reported, inferred, unconfirmed, or "
                        "several joined by ' + '",
                        row[4]));
    read.evidence = row[4];
    page_.cases.push_back(std::move(read));
  }

  fs::path file_;
  const std::vector<Family>& families_;
  RulePage page_;
  std::string_view rest_;
  std::string_view line_;
  std::size_t line_number_ = 0;
};

/// `CWE-312 CWE-798` of `CWE-312, CWE-798 credentials in source`.
std::string weaknesses_in(std::string_view cell) {
  std::string names;
  while (cell.starts_with("CWE-")) {
    const std::size_t end = std::min(cell.find_first_of(", "), cell.size());
    if (!names.empty()) names += ' ';
    names += cell.substr(0, end);
    if (!cell.substr(end).starts_with(", ")) break;
    cell.remove_prefix(end + 2);
  }
  return names;
}

std::string with_underscores(std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace

std::vector<RulePage> read_rule_pages(const fs::path& folder, const std::vector<Family>& families) {
  std::vector<RulePage> pages;
  std::set<std::string> codes;
  for (const fs::path& file : files_below(folder, ".md")) {
    // Folders below hold what pages refer to.
    if (file.parent_path() != folder || is_one_of(kNotRules, file.stem().string())) continue;
    RulePage page = PageReader(file, read_text_file(file), families).read();
    if (!codes.insert(page.code).second) {
      throw InputError(file, 1, fmt::format("another page has the code {} too", page.code));
    }
    pages.push_back(std::move(page));
  }
  std::sort(pages.begin(), pages.end(),
            [](const RulePage& a, const RulePage& b) { return a.first_case < b.first_case; });
  return pages;
}

void add_weaknesses(const fs::path& standards, std::vector<RulePage>& pages) {
  const std::string text = read_text_file(standards);
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::vector<std::string_view> row = cells(line);
    if (row.size() != 2 || !row[0].starts_with("CWE-")) continue;
    const std::string names = weaknesses_in(row[0]);
    for (std::size_t open = row[1].find('['); open != std::string_view::npos;
         open = row[1].find('[', open + 1)) {
      const std::string_view code = row[1].substr(open + 1, row[1].find(']', open) - open - 1);
      const auto page = std::find_if(pages.begin(), pages.end(),
                                     [&](const RulePage& each) { return each.code == code; });
      if (page == pages.end()) {
        throw InputError(standards, number + 1, fmt::format("no rule has the code '{}'", code));
      }
      if (!page->weaknesses.empty()) page->weaknesses += ' ';
      page->weaknesses += names;
    }
  }
}

std::string file_name_of(const RulePage& page) {
  return with_underscores(page.name);
}

std::string case_header(const RulePage& page) {
  std::string out = fmt::format(
      "// Generated from docs/rules/{}.md.\n#pragma once\n\n"
      "#include \"compiler/diagnostics/case_id.h\"\n\nnamespace ecac::rules {{\n\n"
      "inline constexpr RuleId {}{{{:#010x}}};\n\n}}  // namespace ecac::rules\n\n"
      "namespace ecac::cases {{\n\n",
      page.name, page.code, page.first_case);
  std::uint32_t id = page.first_case;
  for (const PageCase& page_case : page.cases) {
    fmt::format_to(std::back_inserter(out), "inline constexpr CaseId {}_{}{{{:#010x}}};\n",
                   page.code, with_underscores(page_case.id), id++);
  }
  return out + "\n}  // namespace ecac::cases\n";
}

std::string rule_table_source(const std::vector<Family>& families,
                              const std::vector<RulePage>& pages) {
  std::string out =
      "// Generated from docs/rules.\n#include \"compiler/diagnostics/rule_info.h\"\n\n"
      "namespace ecac {\n\nusing namespace std::string_view_literals;\n\nnamespace {\n\n"
      "constexpr RuleFamily kFamilies[] = {\n";
  for (const Family& family : families) {
    fmt::format_to(std::back_inserter(out), "    {{\"{}\"sv, {}sv}},\n", family.code,
                   raw_literal(family.title));
  }
  out += "};\n\nconstexpr RuleCase kCases[] = {\n";
  for (const RulePage& page : pages) {
    for (const PageCase& page_case : page.cases) {
      const auto& [lint, predeploy, audit] = page_case.severity;
      fmt::format_to(std::back_inserter(out),
                     "    {{\"{}\", {{Severity::{}, Severity::{}, Severity::{}}}, \"{}\"}},\n",
                     page_case.id, lint, predeploy, audit, page_case.evidence);
    }
  }
  out += "};\n\nconstexpr RuleInfo kRules[] = {\n";
  std::size_t first_row = 0;
  for (const RulePage& page : pages) {
    fmt::format_to(std::back_inserter(out),
                   "    {{\"{}\"sv, \"{}\"sv,\n     {}sv,\n     {}sv,\n     CaseId{{{:#010x}}}, "
                   "std::span<const RuleCase>(kCases + {}, {}), \"{}\"sv, {}, {}}},\n",
                   page.code, page.name, raw_literal(page.summary), raw_literal(page.text),
                   page.first_case, first_row, page.cases.size(), page.weaknesses, page.masks_place,
                   page.not_judged);
    first_row += page.cases.size();
  }
  return out +
         "};\n\n}  // namespace\n\n"
         "std::span<const RuleFamily> all_families() { return kFamilies; }\n"
         "std::span<const RuleInfo> all_rules() { return kRules; }\n"
         "std::span<const RuleCase> all_cases() { return kCases; }\n\n"
         "}  // namespace ecac\n";
}

}  // namespace ecac::tools
