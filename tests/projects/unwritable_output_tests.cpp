// Reports that cannot be written, or whose run is ended on the way: exit code 2 or no exit code at
// all, and never a file that reads as if all was said.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac {
namespace {

using test::ProgramResult;
using test::run_program;
using testing::HasSubstr;

/// A project of so many apps that a run over it takes a while.
class UnwritableOutput : public testing::Test {
 protected:
  void write(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(folder_.at(path)).parent_path());
    std::ofstream(folder_.at(path), std::ios::binary) << text;
  }
  void add_apps(int count) const {
    for (int i = 0; i < count; ++i) {
      const std::string name = fmt::format("App{}", i);
      write(fmt::format("externalClientApps/{}.eca-meta.xml", name),
            test::metadata_text("ExternalClientApplication", "<lable>x</lable>"));
    }
  }
  std::string text_of(const std::string& path) const {
    std::ifstream in(folder_.at(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  TemporaryDirectory folder_;
};

TEST_F(UnwritableOutput, IsAFailureInEveryFormat) {
  add_apps(1);
  write("file", "");
  for (const ReportFormat& format : kReportFormats) {
    for (const std::string_view target : {"/dev/full", "file/report", "."}) {
      const ProgramResult result = run_program(
          fmt::format("check --output-format {} -o {}", format.name, target), folder_.path());
      EXPECT_EQ(result.exit_code, 2) << format.name << ' ' << target;
      EXPECT_THAT(result.errors, HasSubstr("cannot write")) << format.name << ' ' << target;
    }
    if (format.for_people) continue;
    const ProgramResult out = run_program(
        fmt::format("check --output-format {} > /dev/full", format.name), folder_.path());
    EXPECT_EQ(out.exit_code, 2) << format.name;
  }
  EXPECT_EQ(text_of("file"), "");
}

/// The exit code is 2: the reports beside it must not read as clean.
TEST_F(UnwritableOutput, IsToldInTheOtherReports) {
  write("externalClientApps/Harbor.eca-meta.xml", test::app_text("Harbor"));
  const ProgramResult result =
      run_program("check -o /dev/full --output-format sarif -o report.json", folder_.path());
  EXPECT_EQ(result.exit_code, 2);
  const auto report = nlohmann::json::parse(text_of("report.json"));
  ASSERT_EQ(report["failures"].size(), 1U);
  EXPECT_EQ(report["run"]["checked"], true);
}

/// The report of an earlier run stays until a new one is whole.
TEST_F(UnwritableOutput, OfARunThatIsKilledIsTheOldOneOrTheNew) {
  add_apps(400);
  write("report.json", "old");
  int ended_early = 0;
  for (int milliseconds = 2; milliseconds < 200; milliseconds += 9) {
    const std::string command =
        fmt::format("cd '{}' && timeout -s KILL {}.{:03} '{}' check --level info -o report.json",
                    folder_.path(), 0, milliseconds, ECAC_PROGRAM);
    if (std::system((command + " >/dev/null 2>&1").c_str()) != 256) ++ended_early;
    const std::string text = text_of("report.json");
    if (text == "old") continue;
    const auto report = nlohmann::json::parse(text, nullptr, false);
    ASSERT_FALSE(report.is_discarded()) << text.substr(0, 100);
    EXPECT_EQ(report["run"]["checked"], true);
    EXPECT_GE(report["summary"]["errors"], 400);
    write("report.json", "old");
  }
  EXPECT_GT(ended_early, 0) << "no run was killed in time";
}

}  // namespace
}  // namespace ecac
