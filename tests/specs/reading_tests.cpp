// How a page is read: headings that inherit, stored projects, changes of single elements.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/page_project.h"
#include "tests/support/page_run.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr char kSettings[] = "extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml";
constexpr char kApp[] = "externalClientApps/Harbor.eca-meta.xml";

RulePage read(const std::string& below_title) {
  return read_rule_page("some-rule", "# some-rule (SEC001)\n\n" + below_title);
}

std::vector<std::string> paths_of(const PageSection& section) {
  std::vector<std::string> paths;
  for (const PageFile& file : section.files) paths.push_back(file.path);
  return paths;
}

const std::string& text_of(const PageSection& section, const std::string& path) {
  static const std::string kNone;
  for (const PageFile& file : section.files) {
    if (file.path == path) return file.text;
  }
  return kNone;
}

TEST(PageReading, AProjectBringsItsFiles) {
  const RulePage page = read("## Not reported\n\nProject: [harbor](projects/harbor)\n");
  EXPECT_THAT(page.mistakes, IsEmpty());
  ASSERT_EQ(page.sections.size(), 1U);
  EXPECT_THAT(paths_of(page.sections[0]), ElementsAre(kApp, kSettings));
}

TEST(PageReading, AProjectMayLieInAFolderAndLoseAFile) {
  const RulePage page = read(
      "## Not reported\n\nProject: [harbor](projects/harbor) in `app/main`\n\n"
      "Without: `app/main/externalClientApps/Harbor.eca-meta.xml`\n");
  EXPECT_THAT(page.mistakes, IsEmpty());
  ASSERT_EQ(page.sections.size(), 1U);
  EXPECT_THAT(paths_of(page.sections[0]), ElementsAre(std::string("app/main/") + kSettings));
}

TEST(PageReading, AChangedElementCarriesItsExpectation) {
  const RulePage page = read(
      "## Reported\n\nProject: [harbor](projects/harbor)\n\nChange: `" + std::string(kSettings) +
      "`:\n\n```xml\n    <!-- expect-next: info[some-rule/one-case] on \"Web\" -->\n"
      "    <commaSeparatedOauthScopes>Web</commaSeparatedOauthScopes>\n```\n");
  EXPECT_THAT(page.mistakes, IsEmpty());
  ASSERT_EQ(page.sections.size(), 1U);
  const std::string& text = text_of(page.sections[0], kSettings);
  EXPECT_EQ(text.find("Api"), std::string::npos) << text;
  EXPECT_NE(text.find("<label>Harbor_oauth</label>"), std::string::npos) << text;
  ASSERT_EQ(page.sections[0].expectations.size(), 1U);
  const Expectation& expectation = page.sections[0].expectations[0];
  EXPECT_EQ(expectation.line, 4U);
  EXPECT_EQ(expectation.rule, "some-rule");
  EXPECT_EQ(expectation.rule_case, "one-case");
  EXPECT_EQ(expectation.on, "Web");
}

TEST(PageReading, HeadingsInheritFromThoseAround) {
  const RulePage page = read(
      "## Reported\n\nOptions: --mode audit\n\nProject: [harbor](projects/harbor)\n\n"
      "### As it stands\n\n`one.txt`:\n\n```text\n1\n```\n\n"
      "### With options\n\nOptions: --now 2026-01-01\n\n`two.txt`:\n\n```text\n2\n```\n\n"
      "## Not reported\n\n`three.txt`:\n\n```text\n3\n```\n");
  EXPECT_THAT(page.mistakes, IsEmpty());
  ASSERT_EQ(page.sections.size(), 3U);
  EXPECT_EQ(page.sections[0].heading, "As it stands");
  EXPECT_THAT(paths_of(page.sections[0]), UnorderedElementsAre(kApp, kSettings, "one.txt"));
  EXPECT_THAT(page.sections[1].options, ElementsAre("--mode", "audit", "--now", "2026-01-01"));
  EXPECT_THAT(paths_of(page.sections[1]), UnorderedElementsAre(kApp, kSettings, "two.txt"));
  EXPECT_THAT(paths_of(page.sections[2]), ElementsAre("three.txt"));
  EXPECT_THAT(page.sections[2].options, IsEmpty());
}

TEST(PageReading, WhatStandsBelowTheTitleHoldsForAll) {
  const RulePage page = read(
      "Project: [harbor](projects/harbor)\n\n## How to fix\n\nNot at all.\n\n"
      "## Reported\n\n`one.txt`:\n\n```text\n1\n```\n");
  ASSERT_EQ(page.sections.size(), 1U);
  EXPECT_THAT(paths_of(page.sections[0]), UnorderedElementsAre(kApp, kSettings, "one.txt"));
}

TEST(PageReading, MistakesAreNamed) {
  const RulePage page = read(
      "## Reported\n\nProject: [atlantis](projects/atlantis)\n\nProject: harbor\n\n"
      "Without: `none.txt`\n\nChange: `none.xml`:\n\n```xml\n    <label>A</label>\n```\n\n"
      "Expect: none.txt:1: warning[some-rule/]\n");
  EXPECT_EQ(page.mistakes.size(), 5U);
}

constexpr char kFile[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Thing>\n"
    "    <label>A</label>\n    <part>\n        <label>B</label>\n    </part>\n"
    "    <part/>\n    <zone>C</zone>\n</Thing>\n";

std::string file_with(const std::string& elements) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Thing>\n" + elements + "</Thing>\n";
}

TEST(ChangeElements, AllOfANameAreReplaced) {
  EXPECT_EQ(change_elements(kFile, "    <part>\n        <size>1</size>\n    </part>\n"),
            file_with("    <label>A</label>\n    <part>\n        <size>1</size>\n    </part>\n"
                      "    <zone>C</zone>\n"));
}

TEST(ChangeElements, ANewNameGoesWhereItSorts) {
  EXPECT_EQ(change_elements(kFile, "    <!-- why -->\n    <number>1</number>\n"),
            file_with("    <label>A</label>\n    <!-- why -->\n    <number>1</number>\n    <part>\n"
                      "        <label>B</label>\n    </part>\n    <part/>\n    <zone>C</zone>\n"));
  EXPECT_EQ(change_elements(file_with("    <label>A</label>\n"), "    <zone>1</zone>\n"),
            file_with("    <label>A</label>\n    <zone>1</zone>\n"));
}

TEST(ChangeElements, OtherTextIsRefused) {
  EXPECT_EQ(change_elements(kFile, "<label>A</label>\n"), std::nullopt);
  EXPECT_EQ(change_elements(kFile, "    <label>A\n"), std::nullopt);
  EXPECT_EQ(change_elements("<Thing/>\n", "    <label>A</label>\n"), std::nullopt);
  EXPECT_EQ(change_elements(file_with("  <label>A</label>\n"), "    <label>A</label>\n"),
            std::nullopt);
}

}  // namespace
}  // namespace ecac::test
