#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/sample_reports.h"

namespace ecac {
namespace {

/// A report whose first finding with several places is touched at the second of them.
struct Touched {
  test::SampleReport sample = test::compared_report();
  ReportFinding& finding =
      *std::find_if(sample.report.findings.begin(), sample.report.findings.end(),
                    [](const ReportFinding& each) { return !each.related.empty(); });
  Touched() {
    finding.state = FindingState::fresh;
    finding.touched = 1;
    finding.related[0].place.start.line = finding.related[0].place.end.line = 7;
    finding.related[0].place.root_path = "force-app/changed.xml";
  }

  std::string text(std::string_view format) {
    return find_report_format(format)->emit(sample.report, {.lines = *sample.lines});
  }
};

TEST(ReviewPlace, IsWhereSarifPutsAFinding) {
  Touched touched;
  const auto log = nlohmann::json::parse(touched.text("sarif"));
  const auto& results = log["runs"][0]["results"];
  const auto found = std::find_if(results.begin(), results.end(), [&](const auto& result) {
    return result["partialFingerprints"]["ecac/v1"] == touched.finding.fingerprint;
  });
  ASSERT_NE(found, results.end());
  const auto& place = (*found)["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "force-app/changed.xml");
  EXPECT_EQ(place["region"]["startLine"], 7);
  const auto& own = (*found)["relatedLocations"][0];
  EXPECT_EQ(own["physicalLocation"]["artifactLocation"]["uri"], touched.finding.place.root_path);
  EXPECT_EQ(own["message"]["text"], "what it is about.");
  EXPECT_EQ((*found)["relatedLocations"].size(), touched.finding.related.size() + 1);
  EXPECT_NE((*found)["message"]["text"].get<std::string>().find("See [what it is about](1)"),
            std::string::npos);
}

TEST(ReviewPlace, IsWhereAnnotationsAndTablesPutAFinding) {
  Touched touched;
  const std::string own = touched.finding.place.root_path;
  const std::string github = touched.text("github");
  EXPECT_NE(github.find("file=force-app/changed.xml,line=7"), std::string::npos) << github;
  EXPECT_NE(github.find("this is about " + own), std::string::npos) << github;
  const std::string markdown = touched.text("markdown");
  EXPECT_NE(markdown.find("| <code>force-app/changed.xml:7</code> |"), std::string::npos)
      << markdown;
  EXPECT_NE(markdown.find("this is about <code>" + own), std::string::npos) << markdown;
}

}  // namespace
}  // namespace ecac
