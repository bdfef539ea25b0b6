#include "compiler/emit/report/text_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/report_fixture.h"

namespace ecac {
namespace {

class TextReportTest : public ::testing::Test {
 protected:
  ReportFinding finding(std::string_view code, Severity severity, ReportPlace place,
                        std::string message) const {
    ReportFinding result;
    result.rule_case = find_rule(code)->first_case;
    result.severity = severity;
    result.place = std::move(place);
    result.message = std::move(message);
    return result;
  }

  std::string render(const Report& report, TextReportOptions options = {}) {
    return text_report(report, files_, options);
  }

  // The lines of one snippet, without head and summary.
  std::string snippet(std::string text, std::string_view part, std::string caret = {}) {
    Report report;
    FileId file = files_.add("f.xml", std::move(text));
    ReportFinding one = finding("SCH001", Severity::error, files_.place(file, part), "m");
    one.caret = std::move(caret);
    report.findings = {one};
    TextReportOptions options;
    options.quiet = true;
    std::string out = render(report, options);
    return out.substr(out.find("\nm\n") + 3);
  }

  ReportFixture files_;
};

TEST_F(TextReportTest, ShowsAFindingWithItsPlacesAndRemarks) {
  FileId global = files_.add("app/Portal.ecaGlblOauth-meta.xml",
                             "<a>\n    <callbackUrl>com.example:/cb</callbackUrl>\n    "
                             "<optional>false</optional>\n</a>\n");
  FileId other = files_.add("app/Portal.eca-meta.xml", "<b>\n<label>Portal</label></b>\n");
  Report report;
  report.summary.errors = 1;
  report.summary.files_checked = 7;
  report.summary.apps = 1;
  ReportFinding one =
      finding("SCH001", Severity::error, files_.place(global, "false"), "`Portal` is `public`");
  one.caret = "must be `true`";
  one.related = {{files_.place(global, "com.example:/cb"), "public"},
                 {files_.place(other, "Portal"), "its header"}};
  ReportFix fix;
  fix.description = "Set it to `true`";
  fix.applicability = Applicability::safe;
  one.fixes = {fix};
  one.helps = {"say so in ecac.json"};
  one.notes = {"one page states the opposite"};
  report.findings = {one};
  EXPECT_EQ(render(report),
            "app/Portal.ecaGlblOauth-meta.xml:3:15: error[SCH001] unknown-element\n"
            "`Portal` is `public`\n"
            "  |\n"
            "3 |     <optional>false</optional>\n"
            "  |               ^^^^^ must be `true`\n"
            "  |\n"
            "2 |     <callbackUrl>com.example:/cb</callbackUrl>\n"
            "  |                  --------------- public\n"
            " ::: app/Portal.eca-meta.xml:2:8\n"
            "  |\n"
            "2 | <label>Portal</label></b>\n"
            "  |        ------ its header\n"
            "  |\n"
            "  = help: Set it to `true` (--fix)\n"
            "  = help: say so in ecac.json\n"
            "  = note: one page states the opposite\n"
            "\n"
            "1 error in 7 files (1 app)\n"
            "1 can be fixed safely: --fix makes the changes, --diff shows them\n");
}

TEST_F(TextReportTest, MarksOnOneLineShareIt) {
  FileId file = files_.add("f.xml", "<label>Portal</lable>\n");
  Report report;
  ReportFinding one = finding("SCH001", Severity::error, files_.place(file, "lable"), "m");
  one.related = {{files_.place(file, "label"), "opened here"}};
  ReportFix fix;
  fix.description = "Write `label`";
  one.fixes = {fix};
  one.helps = {"write `label`"};
  report.findings = {one};
  TextReportOptions options;
  options.quiet = true;
  EXPECT_EQ(render(report, options),
            "f.xml:1:16: error[SCH001] unknown-element\n"
            "m\n"
            "  |\n"
            "1 | <label>Portal</lable>\n"
            "  |                ^^^^^\n"
            "  |  ----- opened here\n"
            "  |\n"
            "  = help: Write `label` (--unsafe-fixes)\n"
            "\n");
}

TEST_F(TextReportTest, TellsWhatCanBeFixedAndHow) {
  FileId file = files_.add("f.xml", "<label>Portal</lable>\n");
  Report report;
  report.summary.files_checked = 1;
  ReportFix unsafe{.description = "Delete it"};
  ReportFix safe{.description = "Write `label`", .applicability = Applicability::safe};
  for (const std::vector<ReportFix>& fixes :
       {std::vector{unsafe, safe}, std::vector{unsafe}, std::vector{unsafe, unsafe},
        std::vector<ReportFix>()}) {
    ReportFinding one = finding("SCH001", Severity::error, files_.place(file, "lable"), "m");
    one.fixes = fixes;
    report.findings.push_back(one);
  }
  const std::string out = render(report);
  EXPECT_NE(out.find("\n1 can be fixed safely: --fix makes the changes, --diff shows them\n"
                     "2 can be fixed, but look at the changes: --diff --unsafe-fixes shows them, "
                     "--fix --unsafe-fixes makes them\n"),
            std::string::npos)
      << out;
}

TEST_F(TextReportTest, ConciseIsOneLineAFinding) {
  FileId file = files_.add("f.xml", "<a/>\n<b/>");
  Report report;
  report.findings = {finding("SCH001", Severity::warning, files_.place(file, "b"), "two\nlines")};
  TextReportOptions options;
  options.concise = true;
  options.quiet = true;
  EXPECT_EQ(render(report, options), "f.xml:2:2: warning[SCH001] unknown-element: two␊lines\n");
}

TEST_F(TextReportTest, FirstRunCountsInfosInsteadOfShowingThem) {
  FileId file = files_.add("f.xml", "<a/>");
  Report report;
  for (std::string_view code : {"XML004", "SCH001", "SCH001"}) {
    report.findings.push_back(finding(code, Severity::info, files_.place(file, "a"), "m"));
  }
  report.summary.infos = 3;
  report.summary.files_checked = 1;
  EXPECT_EQ(render(report),
            "2 infos of SCH001 unknown-element\n"
            "1 info of XML004 duplicate-scalar-element; --level info shows them\n"
            "\n"
            "3 infos in 1 file\n");
  TextReportOptions all;
  all.level = Severity::info;
  all.concise = true;
  EXPECT_NE(render(report, all).find("f.xml:1:2: info[XML004]"), std::string::npos);
  TextReportOptions errors;
  errors.level = Severity::error;
  EXPECT_EQ(render(report, errors), "3 infos in 1 file\n");
}

TEST_F(TextReportTest, TheGravestComesFirstAndARuleIsExplainedOnce) {
  const FileId file = files_.add("a.xml", "<a>one</a>\n<a>two</a>\n<a>three</a>\n<a>four</a>\n");
  Report report;
  report.summary.errors = 1;
  report.summary.warnings = 3;
  report.summary.files_checked = 1;
  report.findings = {finding("SEC001", Severity::warning, files_.place(file, "one"), "w1"),
                     finding("SEC001", Severity::warning, files_.place(file, "two"), "w2"),
                     finding("SEC002", Severity::warning, files_.place(file, "three"), "w3"),
                     finding("SCH001", Severity::error, files_.place(file, "four"), "e")};
  for (ReportFinding& one : report.findings) one.helps = {"help of " + one.message};
  const std::string full = render(report);
  std::vector<std::size_t> places;
  for (const std::string_view part : {"[SCH001]", "\ne\n", "help of e", "[SEC001]", "\nw1\n",
                                      "help of w1", ": w2\n", "[SEC002]", "\nw3\n"}) {
    places.push_back(full.find(part));
    EXPECT_NE(places.back(), std::string::npos) << part << "\n" << full;
  }
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end())) << full;
  EXPECT_EQ(full.find("help of w2"), std::string::npos);

  const std::string concise = render(report, {.concise = true});
  EXPECT_EQ(concise.find("a.xml:4"), 0U) << concise;
}

TEST_F(TextReportTest, TellsWhatWasNotChecked) {
  Report report;
  report.summary.files_checked = 2;
  report.summary.files_skipped = 3;
  report.summary.skipped_by = {{".forceignore", 2}};
  report.summary.placeholders = 1;
  report.summary.outside_references = 4;
  report.summary.suppressed = 5;
  EXPECT_EQ(render(report),
            "no findings in 2 files\n"
            "not checked: 2 files (.forceignore), 1 skipped file, 1 placeholder value, "
            "4 references that may lead elsewhere\n"
            "not shown: 5 findings of rules turned off\n");
}

TEST_F(TextReportTest, SaysSoWhenThereIsNothingOfOurs) {
  Report report;
  TextReportOptions options;
  options.where = "docs";
  EXPECT_EQ(render(report, options),
            "no External Client App or credential metadata in docs; nothing was checked\n");
}

TEST_F(TextReportTest, CaretsStandByDisplayWidth) {
  EXPECT_EQ(snippet("<x>日本語</x><y>ä</y>", "y"),
            "  |\n"
            "1 | <x>日本語</x><y>ä</y>\n"
            "  |               ^\n\n");
  EXPECT_EQ(snippet("\t<x>é</x>", "é"),
            "  |\n"
            "1 |     <x>é</x>\n"
            "  |        ^\n\n");
  EXPECT_EQ(snippet("<日>", "日"),
            "  |\n"
            "1 | <日>\n"
            "  |  ^^\n\n");
}

TEST_F(TextReportTest, AnEmptyRangeIsOneCaret) {
  FileId file = files_.add("f.xml", "<a>");
  Report report;
  report.findings = {finding("SCH001", Severity::error, files_.place_at(file, 3, 3), "m")};
  TextReportOptions options;
  options.quiet = true;
  EXPECT_NE(render(report, options).find("1 | <a>\n  |    ^\n"), std::string::npos);
}

TEST_F(TextReportTest, LongLinesAreCutToAWindow) {
  std::string text = "<a>" + std::string(5000, 'x') + "BAD" + std::string(5000, 'y') + "</a>";
  std::string out = snippet(text, "BAD", "here");
  EXPECT_LT(out.size(), 400u);
  EXPECT_NE(out.find("1 | …"), std::string::npos) << out;
  EXPECT_NE(out.find("…\n"), std::string::npos) << out;
  std::size_t line = out.find("1 | ");
  std::size_t bad = out.find("BAD");
  std::size_t caret = out.find("^^^ here");
  std::size_t caret_line = out.rfind('\n', caret) + 1;
  // The ellipsis takes three bytes and one column.
  EXPECT_EQ(bad - line - 2, caret - caret_line) << out;
}

TEST_F(TextReportTest, AWideRangeEndsWithTheWindow) {
  std::string out = snippet("<a>" + std::string(5000, 'x') + "</a>", std::string(5000, 'x'));
  EXPECT_LT(out.size(), 400u) << out;
}

TEST_F(TextReportTest, OfManyLinesTheFirstAndTheLastAreShown) {
  EXPECT_EQ(snippet("<a>one\n  two\n  three\n  four</a>", "one\n  two\n  three\n  four", "text"),
            "  |\n"
            "1 | <a>one\n"
            "  |    ^^^\n"
            "...\n"
            "4 |   four</a>\n"
            "  |   ^^^^ text\n\n");
  EXPECT_EQ(snippet("<a>one\r\n</a>", "one\r\n"),
            "  |\n"
            "1 | <a>one\n"
            "  |    ^^^\n\n");
}

TEST_F(TextReportTest, WhatAFileSaysCannotSteerTheTerminal) {
  std::string out = snippet("<a>\x1B[31mred\xE2\x80\xAE\xFF</a>", "red");
  EXPECT_EQ(out.find('\x1B'), std::string::npos);
  EXPECT_EQ(out.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_NE(out.find("␛[31mred"), std::string::npos) << out;
}

TEST_F(TextReportTest, WhatHasNoWidthIsShown) {
  for (const std::string_view unseen : {"\u00AD", "\u200B", "\u200D", "\u2060", "\uFEFF"}) {
    const std::string line = "<a>Por" + std::string(unseen) + "tal</a>\n";
    EXPECT_NE(snippet(line, "tal").find("Por\uFFFDtal"), std::string::npos) << line;
  }
}

TEST_F(TextReportTest, ColourOnlyWhenAsked) {
  FileId file = files_.add("f.xml", "<a/>");
  Report report;
  report.findings = {finding("SCH001", Severity::error, files_.place(file, "a"), "m")};
  EXPECT_EQ(render(report).find('\x1B'), std::string::npos);
  TextReportOptions options;
  options.color = true;
  EXPECT_NE(render(report, options).find("\x1B[1;31merror[SCH001]\x1B[0m"), std::string::npos);
}

TEST_F(TextReportTest, AFindingWithoutAFileHasNoLine) {
  Report report;
  ReportPlace place;
  place.path = "sfdx-project.json";
  report.findings = {finding("SCH001", Severity::error, place, "m")};
  TextReportOptions options;
  options.quiet = true;
  EXPECT_EQ(render(report, options), "sfdx-project.json: error[SCH001] unknown-element\nm\n\n");
}

TEST_F(TextReportTest, StatisticsCountPerRule) {
  FileId file = files_.add("f.xml", "<a/>");
  Report report;
  report.findings = {finding("SCH001", Severity::error, files_.place(file, "a"), "m"),
                     finding("SCH001", Severity::info, files_.place(file, "a"), "m")};
  report.summary.files_checked = 1;
  TextReportOptions options;
  options.statistics = true;
  for (const bool quiet : {false, true}) {
    options.quiet = quiet;
    EXPECT_NE(render(report, options).find("     2  SCH001  unknown-element (1 error, 1 info)\n"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace ecac
