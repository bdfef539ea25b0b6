// What a fix promises, tried on every fix of every example on a rule's page.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/edit/change_set.h"
#include "tests/support/loose_ends.h"
#include "tests/support/page_run.h"

namespace ecac::test {
namespace {

constexpr int kMostRounds = 60;

/// The file of a section; null if there is none.
PageFile* find_file(PageSection& section, const std::string& path) {
  const auto found =
      std::find_if(section.files.begin(), section.files.end(),
                   [&](const PageFile& file) { return !file.before && file.path == path; });
  return found == section.files.end() ? nullptr : &*found;
}

/// Does all operations of a fix to the files of a section; false, with a complaint, if it cannot.
bool apply(const ReportFix& fix, PageSection& section) {
  std::map<std::string, std::map<TextRange, std::string>> edits;
  for (const ReportOperation& operation : fix.operations) {
    const std::string& path = operation.place.path;
    PageFile* file = find_file(section, path);
    switch (operation.kind) {
      case ReportOperation::Kind::edit: edits[path][operation.place.range] = operation.text; break;
      case ReportOperation::Kind::create:
        if (file != nullptr) ADD_FAILURE() << "creates " << path << ", which is there";
        EXPECT_EQ(loose_ends(operation.text), 0U) << path;
        section.files.push_back({.path = path, .text = operation.text});
        break;
      case ReportOperation::Kind::rename:
        EXPECT_EQ(fix.applicability, Applicability::unsafe) << fix.description;
        if (file == nullptr) break;
        file->path = operation.new_path;
        break;
      case ReportOperation::Kind::remove:
        EXPECT_EQ(fix.applicability, Applicability::unsafe) << fix.description;
        std::erase_if(section.files, [&](const PageFile& each) { return each.path == path; });
        break;
    }
  }
  std::size_t ends_before = 0;
  std::size_t ends_after = 0;
  for (const auto& [path, of_file] : edits) {
    PageFile* file = find_file(section, path);
    const std::optional<std::string> text =
        file == nullptr ? std::nullopt : apply_edits(file->text, of_file);
    if (!text) {
      ADD_FAILURE() << "`" << fix.description << "` cannot be applied to " << path;
      return false;
    }
    if (*text == file->text) ADD_FAILURE() << "`" << fix.description << "` changes nothing";
    ends_before += loose_ends(file->text);
    ends_after += loose_ends(*text);
    file->text = *text;
  }
  EXPECT_LE(ends_after, ends_before)
      << "`" << fix.description << "` leaves a blank line, or blanks at the end of one";
  return true;
}

/// A value that nobody knows hides what else is wrong; mending it shows that. By the rule that is
/// mended and the rule that then speaks.
const std::set<std::pair<std::string_view, std::string_view>> kUncovers = {
    {"SCH004", "PKG002"},  // an app that turns out to be packaged
    {"SCH004", "CRD009"},  // a credential whose parameters are all known now
    {"SCH004", "CRD011"},
    {"SCH011", "FLW021"},  // a callback that shows what client it is for
};

bool uncovers(const RuleInfo& mended, const RuleInfo& shown) {
  return kUncovers.contains({mended.code, shown.code});
}

std::string line_of(const ReportFinding& finding) {
  return fmt::format("{} {} {}", rule_of(finding.rule_case).code, finding.place.path,
                     finding.message);
}

std::multiset<std::string> lines_of(const CheckResult& result) {
  std::multiset<std::string> lines;
  for (const ReportFinding& finding : result.report.findings) lines.insert(line_of(finding));
  return lines;
}

class PageFixes : public testing::TestWithParam<const RuleInfo*> {};

/// One fix alone: its finding goes, and nothing that is as grave comes.
TEST_P(PageFixes, EachRemovesItsFindingAndAddsNone) {
  const RuleInfo& rule = *GetParam();
  for (const PageSection& section : read_rule_page(std::string(rule.name), rule.page).sections) {
    SCOPED_TRACE(section.heading);
    const CheckResult before = check_section(section);
    const std::multiset<std::string> lines = lines_of(before);
    for (const ReportFinding& finding : before.report.findings) {
      if (&rule_of(finding.rule_case) != &rule) continue;
      for (const ReportFix& fix : finding.fixes) {
        PageSection changed = section;
        if (!apply(fix, changed)) continue;
        const CheckResult after = check_section(changed);
        const std::multiset<std::string> now = lines_of(after);
        EXPECT_LT(now.count(line_of(finding)), lines.count(line_of(finding)))
            << "`" << fix.description << "` leaves: " << line_of(finding);
        for (const ReportFinding& other : after.report.findings) {
          const bool is_new = now.count(line_of(other)) > lines.count(line_of(other));
          const bool counts =
              fix.applicability == Applicability::safe
                  ? other.severity > Severity::info || &rule_of(other.rule_case) == &rule
                  : other.severity == Severity::error;
          if (is_new && counts && !uncovers(rule, rule_of(other.rule_case))) {
            ADD_FAILURE() << "`" << fix.description << "` brings: " << line_of(other);
          }
        }
      }
    }
  }
}

/// All safe fixes again and again: after a few rounds none is left.
TEST_P(PageFixes, SafeOnesComeToAnEnd) {
  const RuleInfo& rule = *GetParam();
  for (PageSection section : read_rule_page(std::string(rule.name), rule.page).sections) {
    SCOPED_TRACE(section.heading);
    bool changed = true;
    int round = 0;
    for (; changed && round < kMostRounds; ++round) {
      changed = false;
      const CheckResult result = check_section(section);
      for (const ReportFinding& finding : result.report.findings) {
        const auto fix = std::find_if(
            finding.fixes.begin(), finding.fixes.end(),
            [](const ReportFix& each) { return each.applicability == Applicability::safe; });
        if (fix == finding.fixes.end()) continue;
        // One at a time, since each moves what stands behind it.
        changed = apply(*fix, section);
        break;
      }
    }
    EXPECT_FALSE(changed) << "safe fixes that go on for ever";
  }
}

/// How a file may be written that stands on the page in LF and in steps of some blanks.
struct LineForm {
  std::string_view name;
  std::string_view line_end;
  std::string_view unit;
};

constexpr LineForm kForms[] = {
    {"CRLF", "\r\n", ""}, {"CR", "\r", ""}, {"tabs", "\n", "\t"}, {"one blank", "\n", " "}};

/// The blanks that the first indented line begins with: one step.
std::size_t step_of(std::string_view text) {
  for (std::size_t at = text.find("\n "); at != std::string_view::npos;
       at = text.find("\n ", at + 1)) {
    const std::size_t end = text.find_first_not_of(' ', at + 1);
    if (end != std::string_view::npos && (text[end] == '<' || text[end] == '"')) {
      return end - at - 1;
    }
  }
  return 4;
}

std::string in_form(std::string_view text, const LineForm& form, std::size_t step) {
  const std::string own(step, ' ');
  std::string out;
  bool begins_line = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_line && !form.unit.empty() && text.substr(i).starts_with(own)) {
      out += form.unit;
      i += step - 1;
    } else if (text[i] == '\n') {
      out += form.line_end;
      begins_line = true;
    } else {
      out += text[i];
      begins_line = false;
    }
  }
  return out;
}

/// What is written in another form: metadata in both formats, JSON and lists of patterns that have
/// the form of the pages.
bool takes_form(const PageFile& file) {
  const bool known = file.text.starts_with('<') || file.text.starts_with('{') ||
                     file.path.ends_with(".forceignore");
  return known && file.text.find_first_of("\r\t") == std::string::npos;
}

std::vector<const ReportFix*> fixes_of(const CheckResult& result, const RuleInfo& rule) {
  std::vector<const ReportFix*> fixes;
  for (const ReportFinding& finding : result.report.findings) {
    if (&rule_of(finding.rule_case) != &rule) continue;
    for (const ReportFix& fix : finding.fixes) fixes.push_back(&fix);
  }
  return fixes;
}

/// A fix writes as the file is written: in another form it does the same in that form.
TEST_P(PageFixes, EachKeepsTheLineFormOfItsFiles) {
  const RuleInfo& rule = *GetParam();
  for (const PageSection& section : read_rule_page(std::string(rule.name), rule.page).sections) {
    const CheckResult usual = check_section(section);
    const std::vector<const ReportFix*> fixes = fixes_of(usual, rule);
    if (fixes.empty()) continue;
    for (const LineForm& form : kForms) {
      SCOPED_TRACE(fmt::format("{}, {}", section.heading, form.name));
      PageSection other = section;
      std::map<std::string, std::size_t> steps;
      for (PageFile& file : other.files) {
        if (!takes_form(file)) continue;
        if (!file.before) steps[file.path] = step_of(file.text);
        file.text = in_form(file.text, form, step_of(file.text));
      }
      const CheckResult result = check_section(other);
      const std::vector<const ReportFix*> same = fixes_of(result, rule);
      ASSERT_EQ(same.size(), fixes.size());
      for (std::size_t i = 0; i < fixes.size(); ++i) {
        PageSection expected = section;
        PageSection fixed = other;
        if (!apply(*fixes[i], expected) || !apply(*same[i], fixed)) continue;
        for (const PageFile& file : expected.files) {
          if (file.before) continue;
          const PageFile* found = find_file(fixed, file.path);
          ASSERT_NE(found, nullptr);
          const auto step = steps.find(file.path);
          // A new file of metadata looks as those beside it.
          const bool is_new = find_file(other, file.path) == nullptr && file.text.starts_with('<');
          if (step == steps.end() && !is_new) continue;
          EXPECT_EQ(found->text,
                    in_form(file.text, form, is_new ? step_of(file.text) : step->second))
              << "`" << fixes[i]->description << "` in " << file.path;
        }
      }
    }
  }
}

std::vector<const RuleInfo*> rules() {
  std::vector<const RuleInfo*> all;
  for (const RuleInfo& rule : all_rules()) all.push_back(&rule);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Rules, PageFixes, testing::ValuesIn(rules()), [](const auto& rule) {
  std::string name(rule.param->name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace ecac::test
