// Each format over a clean, a full, a failed and a hostile report. With ECAC_FORMAT_DOCUMENTS the
// documents are written into that folder, for readers that nobody here wrote (tests/formats).

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/utf8.h"
#include "tests/support/golden.h"
#include "tests/support/sample_reports.h"

namespace ecac::test {
namespace {

std::string emitted(const ReportFormat& format, const SampleReport& sample) {
  return format.emit(sample.report, {.tool = {.version = "1.2.3"}, .lines = *sample.lines});
}

/// The rules fill hundreds of lines and change with every page.
std::string without_rules(const std::string& document) {
  nlohmann::ordered_json sarif = nlohmann::ordered_json::parse(document);
  sarif["runs"][0]["tool"]["driver"].erase("rules");
  return sarif.dump(2) + '\n';
}

/// The style sheet and the script are the same on each page, and rules are explained by pages of
/// their own.
std::string without_assets(std::string document) {
  for (const auto& [from, to] :
       {std::pair{"content=\"default-src", "\">"}, std::pair{"<style>", "</style>"},
        std::pair{"<script>", "</script>"}, std::pair{"<section id=\"rules\"", "</section>"}}) {
    const std::size_t begin = document.find(from);
    if (begin == std::string::npos) continue;
    const std::size_t begin_of_rest = begin + std::string_view(from).size();
    document.erase(begin_of_rest, document.find(to, begin_of_rest) - begin_of_rest);
  }
  return document;
}

/// What of a document is worth comparing.
std::string compared(const ReportFormat& format, const SampleReport& sample) {
  std::string text = emitted(format, sample);
  if (format.name == "sarif") return without_rules(text);
  return format.name == "html" ? without_assets(std::move(text)) : text;
}

class EachFormat : public testing::TestWithParam<ReportFormat> {};

/// Those of other programs; the whole outputs of ours are compared over samples.
class ForeignFormat : public testing::TestWithParam<ReportFormat> {};

std::vector<ReportFormat> foreign_formats() {
  std::vector<ReportFormat> formats;
  for (const ReportFormat& format : kReportFormats) {
    if (!format.for_people && !format.name.starts_with("json")) formats.push_back(format);
  }
  return formats;
}

std::string name_of(const testing::TestParamInfo<ReportFormat>& format) {
  std::string name(format.param.name);
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
}

TEST_P(ForeignFormat, OfCleanReport) {
  expect_golden("tests/golden/formats/clean." + std::string(GetParam().name),
                compared(GetParam(), clean_report()));
}

TEST_P(ForeignFormat, OfFullReport) {
  expect_golden("tests/golden/formats/full." + std::string(GetParam().name),
                compared(GetParam(), full_report()));
}

TEST_P(ForeignFormat, OfFailedReport) {
  expect_golden("tests/golden/formats/failed." + std::string(GetParam().name),
                compared(GetParam(), failed_report()));
}

TEST_P(ForeignFormat, OfHostileReport) {
  expect_golden("tests/golden/formats/hostile." + std::string(GetParam().name),
                compared(GetParam(), hostile_report()));
}

TEST_P(EachFormat, FailsVisibly) {
  EXPECT_NE(emitted(GetParam(), failed_report()).find("rulez"), std::string::npos);
}

TEST_P(EachFormat, SteersNobody) {
  const std::string text = emitted(GetParam(), hostile_report());
  EXPECT_TRUE(is_valid_utf8(text));
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Char scalar = decode_utf8(text, at);
    const bool line_end = scalar.value == '\n' || (scalar.value == '\r' && text[at + 1] == '\n');
    EXPECT_FALSE((scalar.value < 0x20 && !line_end) || is_unseen(scalar.value))
        << "at " << at << ": " << text.substr(at - std::min<std::size_t>(at, 40), 60);
    at += scalar.size;
  }
}

TEST_P(EachFormat, WritesItsDocuments) {
  const char* folder = std::getenv("ECAC_FORMAT_DOCUMENTS");
  if (folder == nullptr) return;
  std::filesystem::create_directories(folder);
  std::vector<SampleReport> samples = sample_reports();
  samples.push_back(large_report(1));
  samples.push_back(large_report(5001));
  if (GetParam().name == "html") {
    samples.push_back(compared_report());
    samples.push_back(crowded_report(10'000));
  }
  for (const SampleReport& sample : samples) {
    std::ofstream(
        std::filesystem::path(folder) / (sample.name + "." + std::string(GetParam().name)),
        std::ios::binary)
        << emitted(GetParam(), sample);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, EachFormat, testing::ValuesIn(kReportFormats), name_of);
INSTANTIATE_TEST_SUITE_P(Formats, ForeignFormat, testing::ValuesIn(foreign_formats()), name_of);

}  // namespace
}  // namespace ecac::test
