#include "compiler/driver/touched_places.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac {
namespace {

ReportPlace place(const std::string& path, std::uint32_t line, std::uint32_t end_line = 0) {
  ReportPlace place;
  place.file = FileId{1};
  place.root_path = path;
  place.start.line = line;
  place.end.line = end_line == 0 ? line : end_line;
  return place;
}

ReportFinding finding(const std::vector<ReportPlace>& places,
                      FindingState state = FindingState::fresh) {
  ReportFinding finding;
  finding.state = state;
  finding.place = places.front();
  for (std::size_t i = 1; i < places.size(); ++i) finding.related.push_back({places[i], ""});
  return finding;
}

std::size_t touched(const ReportFinding& finding) {
  MemoryFileTree before;
  before.add("/work/same.xml", "one\ntwo\nthree\n");
  before.add("/work/changed.xml", "one\ntwo\nthree\nfour\n");
  MemoryFileTree now;
  now.add("/work/same.xml", "one\ntwo\nthree\n");
  now.add("/work/changed.xml", "one\nnew\ntwo\nfour\r\n");
  now.add("/work/added.xml", "one\n");
  Report report;
  report.findings = {finding};
  find_touched_places(before, now, "/work", report);
  return report.findings[0].touched;
}

TEST(TouchedPlaces, AreTheFirstInTheLinesOfAChange) {
  const ReportPlace same = place("same.xml", 1);
  EXPECT_EQ(touched(finding({same, place("changed.xml", 2)})), 1U) << "a line that came";
  EXPECT_EQ(touched(finding({same, place("changed.xml", 1), place("changed.xml", 4)})), 2U)
      << "another line end";
  EXPECT_EQ(touched(finding({same, place("changed.xml", 3), place("added.xml", 1)})), 2U);
  EXPECT_EQ(touched(finding({same, place("changed.xml", 1, 2)})), 1U) << "the second of two lines";
  EXPECT_EQ(touched(finding({place("changed.xml", 2), place("added.xml", 1)})), 0U)
      << "its own place is touched";
}

TEST(TouchedPlaces, AreNoneWhereNoLineOfAFindingIsInTheChange) {
  const ReportPlace same = place("same.xml", 1);
  EXPECT_EQ(touched(finding({same, place("changed.xml", 1), place("same.xml", 3)})), 0U);
  EXPECT_EQ(touched(finding({same, place("gone.xml", 1)})), 0U);
  EXPECT_EQ(touched(finding({same, place("changed.xml", 99)})), 0U);
  EXPECT_EQ(touched(finding({same, ReportPlace{}})), 0U) << "of no file";
  EXPECT_EQ(touched(finding({same, place("changed.xml", 2)}, FindingState::known)), 0U);
}

}  // namespace
}  // namespace ecac
