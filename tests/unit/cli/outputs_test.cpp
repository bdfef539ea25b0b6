#include "compiler/cli/output/outputs.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

#include "compiler/cli/options/usage_error.h"
#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {
    OptionSpec{.name = "output-format", .value = OptionValue::word},
    OptionSpec{.name = "output-file", .letter = 'o', .value = OptionValue::file}};

std::string outputs(std::vector<std::string> arguments) {
  std::string dump;
  for (const Output& output : requested_outputs(parse_arguments(arguments, kOptions))) {
    dump += output.format->name;
    dump += ">" + output.path + " ";
  }
  return dump;
}

TEST(Outputs, PairsFormatsAndFilesInOrder) {
  EXPECT_EQ(outputs({}), "full> ");
  EXPECT_EQ(outputs({"--output-format", "json"}), "json> ");
  EXPECT_EQ(outputs({"--output-format", "json", "-o", "r"}), "json>r ");
  EXPECT_EQ(outputs({"-o", "r", "--output-format", "json"}), "json>r ");
  EXPECT_EQ(outputs({"--output-format", "json", "-o", "r", "--output-format", "concise"}),
            "json>r concise> ");
  EXPECT_EQ(outputs({"--output-format", "full", "--output-format", "json", "-o", "r"}),
            "full> json>r ");
  EXPECT_EQ(outputs({"-o", "a.json", "-o", "b.jsonl", "-o", "c.txt"}),
            "json>a.json json-lines>b.jsonl full>c.txt ");
  EXPECT_EQ(outputs({"--output-format", "json", "-o", "-"}), "json> ");
  // The ending tells that the file is another report.
  EXPECT_EQ(outputs({"-o", "r.sarif", "--output-format", "full"}), "sarif>r.sarif full> ");
  EXPECT_EQ(outputs({"-o", "r.json", "--output-format", "json"}), "json>r.json ");
}

TEST(Summary, NamesTheConfigurationFromAboveAProject) {
  CliRun run;
  run.files.add("/work/p/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
  run.files.add("/work/p/app/Harbor.eca-meta.xml", test::app_text("Harbor"));
  run.files.add("/work/ecac.json", "{}");
  run({"check", "p"});
  EXPECT_NE(run.out.find("configured: by ecac.json\n"), std::string::npos) << run.out << run.err;
  run.files.add("/work/p/ecac.json", "{}");
  run({"check", "p"});
  EXPECT_EQ(run.out.find("configured:"), std::string::npos) << run.out;
}

TEST(Outputs, RefusesAnEndingThatIsNoFormats) {
  EXPECT_EQ(outputs({"-o", "/dev/fd/3"}), "full>/dev/fd/3 ");
  EXPECT_EQ(outputs({"-o", "report.foo", "--output-format", "json"}), "json>report.foo ");
  for (const std::string name : {"report.foo", "out.d/report.jsn", "report."}) {
    EXPECT_THROW(outputs({"-o", name}), UsageError) << name;
  }
}

TEST(Outputs, HaveNamesAndEndingsOfTheirOwn) {
  std::set<std::string_view> names;
  std::set<std::string_view> endings;
  for (const ReportFormat& format : kReportFormats) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_EQ(find_report_format(format.name), &format);
    for (std::string_view rest = format.endings; !rest.empty();) {
      const std::string_view ending = next_ending(rest);
      EXPECT_TRUE(ending.starts_with('.')) << ending;
      EXPECT_TRUE(endings.insert(ending).second) << ending;
      EXPECT_EQ(report_format_of_file("a" + std::string(ending)), &format) << ending;
    }
  }
}

}  // namespace
}  // namespace ecac
