// What the page says of a report, and how it says it to those who read it without a browser's help.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/emit/report/html/causes.h"
#include "compiler/emit/report/html/line_changes.h"
#include "compiler/emit/report/report_formats.h"
#include "tests/support/report_fixture.h"
#include "tests/support/sample_reports.h"

namespace ecac {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const test::SampleReport& sample) {
  return emit_html(sample.report, {.tool = {.version = "1.2.3"}, .lines = *sample.lines});
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

TEST(HtmlReport, AFailedRunSaysSoFirstAndNothingElse) {
  const std::string page = page_of(test::failed_report());
  EXPECT_THAT(page, HasSubstr("The run failed: nothing was checked</h1>"));
  EXPECT_THAT(page, HasSubstr("apps/ecac.json:1:2: unknown key <code>rulez</code>"));
  EXPECT_THAT(page, Not(HasSubstr("<section")));
  EXPECT_THAT(page, Not(HasSubstr("No findings")));
  EXPECT_THAT(page, Not(HasSubstr("class=\"good\"")));
  test::SampleReport half = test::full_report();
  half.report.failures = test::failed_report().report.failures;
  EXPECT_THAT(page_of(half), HasSubstr("this is not the whole truth</h1>"));
}

TEST(HtmlReport, NothingCheckedIsNotClean) {
  test::SampleReport empty = test::clean_report();
  empty.report.summary.files_checked = 0;
  EXPECT_THAT(page_of(empty), HasSubstr("Nothing was checked</h1>"));
}

TEST(HtmlReport, SaysWhetherADeployWouldBeRefused) {
  EXPECT_THAT(page_of(test::full_report()), HasSubstr("A deploy would be refused</h1>"));
  test::SampleReport clean = test::clean_report();
  EXPECT_THAT(page_of(clean),
              HasSubstr("Nothing is known for which a deploy would be refused</h1>"));
  clean.report.run.mode = Mode::lint;
  EXPECT_THAT(page_of(clean), Not(HasSubstr("would be refused")));
  // A secret in a file is wrong, but no org refuses it.
  test::SampleReport secret = test::full_report();
  std::erase_if(secret.report.findings, [](const ReportFinding& finding) {
    return rule_of(finding.rule_case).code != "SCT001";
  });
  secret.report.summary.errors = 1;
  EXPECT_THAT(page_of(secret), Not(HasSubstr("would be refused")));
}

TEST(HtmlReport, TellsNewFindingsFromThoseOfBefore) {
  const std::string page = page_of(test::compared_report());
  EXPECT_THAT(page, HasSubstr("<b>3</b> errors (1 new)"));
  EXPECT_THAT(page, HasSubstr("<b>1</b> gone"));
  EXPECT_THAT(page, HasSubstr("compared with main, at 0123456"));
  EXPECT_EQ(count(page, " data-state=\"new\""), 1u);
  EXPECT_EQ(count(page, " data-state=\"known\""), 5u);
  EXPECT_LT(page.find("data-state=\"new\""), page.find("data-state=\"known\""));
  EXPECT_THAT(page, HasSubstr("value=\"new\" checked"));
  EXPECT_THAT(page_of(test::full_report()), Not(HasSubstr("data-state")));
}

TEST(HtmlReport, AllowsItsOwnStyleAndScriptAlone) {
  for (const test::SampleReport& sample : test::sample_reports()) {
    const std::string page = page_of(sample);
    EXPECT_THAT(page, HasSubstr("default-src 'none'; style-src 'sha256-"));
    EXPECT_EQ(count(page, "<script"), 1u);
    EXPECT_EQ(count(page, "<style"), 1u);
    EXPECT_THAT(page, Not(testing::ContainsRegex("<[a-z]+ [^>\"]*(\"[^\"]*\"[^>\"]*)* style=")));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, Not(HasSubstr("<link")));
  }
}

TEST(HtmlReport, LongListsHoldTheirRestBack) {
  std::string page = page_of(test::crowded_report(1000));
  page.erase(page.find("<script>"));
  const std::string drawn = page.substr(0, page.find("<noscript "));
  EXPECT_EQ(count(drawn, "<details class=\"f "), 200u);
  EXPECT_EQ(count(page, "<details class=\"f "), 1000u);
  EXPECT_EQ(count(page, "<noscript "), count(page, "</noscript>"));
  EXPECT_THAT(page_of(test::full_report()), Not(HasSubstr("<noscript ")));
}

TEST(HtmlReport, ShowsWhatAFixChanges) {
  const std::string page = page_of(test::full_report());
  EXPECT_THAT(page,
              HasSubstr("<del>−     &lt;isPkceRequired&gt;flase&lt;/isPkceRequired&gt;</del>\n"
                        "<ins>+     &lt;isPkceRequired&gt;false&lt;/isPkceRequired&gt;</ins>"));
  EXPECT_THAT(page, HasSubstr("new file new.xml"));
  EXPECT_THAT(page,
              HasSubstr("ecac waive 00112233445566aa --reason &quot;…&quot; --mode predeploy"));
}

ReportFix fix_of(std::vector<ReportOperation> operations) {
  return {.operations = std::move(operations)};
}

ReportOperation edit(ReportPlace place, std::string text) {
  return {.place = std::move(place), .text = std::move(text)};
}

TEST(HtmlLineChanges, EditsOfOneLineAreOneChange) {
  ReportFixture files;
  const FileId file = files.add("a.xml", "<a>\n  <lable>x</lable>\n</a>\n");
  EXPECT_EQ(
      html::changes_of(fix_of({edit(files.place(file, "lable"), "label"),
                               edit(files.place(file, "lable", "</"), "label")}),
                       files),
      "<del>−   &lt;lable&gt;x&lt;/lable&gt;</del>\n<ins>+   &lt;label&gt;x&lt;/label&gt;</ins>\n");
}

TEST(HtmlLineChanges, LinesThatStayAreLeftOut) {
  ReportFixture files;
  const FileId file = files.add("a.xml", "<a>\n  <b/>\n  <c/>\n</a>\n");
  const ReportPlace b = files.place(file, "<b/>");
  EXPECT_EQ(html::changes_of(fix_of({edit(b, "<b/>\n  <d/>")}), files),
            "<ins>+   &lt;d/&gt;</ins>\n");
  EXPECT_EQ(html::changes_of(fix_of({edit(files.place(file, "  <b/>\n"), "")}), files),
            "<del>−   &lt;b/&gt;</del>\n");
  EXPECT_EQ(html::changes_of(fix_of({edit(b, "")}), files), "<del>−   &lt;b/&gt;</del>\n");
}

TEST(HtmlLineChanges, OfWholeFiles) {
  ReportFixture files;
  ReportOperation rename{.kind = ReportOperation::Kind::rename, .new_root_path = "b.xml"};
  rename.place.root_path = "a.xml";
  ReportOperation remove{.kind = ReportOperation::Kind::remove};
  remove.place.root_path = "a.xml";
  EXPECT_EQ(html::changes_of(fix_of({rename}), files), "<del>− a.xml</del>\n<ins>+ b.xml</ins>\n");
  EXPECT_EQ(html::changes_of(fix_of({remove}), files), "<del>− a.xml</del> (the file)\n");
}

TEST(HtmlCauses, PlacesTieFindingsTogether) {
  ReportFixture files;
  const FileId file = files.add("a.xml", "<a>\n  <b/>\n  <c/>\n  <d/>\n</a>\n");
  std::vector<ReportFinding> findings(5);
  findings[0].place = files.place(file, "<b/>");
  findings[1].place = files.place(file, "<c/>");
  findings[2].place = files.place(file, "<b/>");
  findings[3].place = files.place(file, "<d/>");
  findings[3].related = {{files.place(file, "<c/>"), "see there"}};
  std::vector<const ReportFinding*> list;
  for (const ReportFinding& finding : findings) list.push_back(&finding);
  EXPECT_EQ(html::causes_of(list), (std::vector<std::size_t>{0, 1, 0, 1, 2}));
}

}  // namespace
}  // namespace ecac
