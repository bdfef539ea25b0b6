#include "compiler/cli/output/outputs.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

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
    static constexpr std::array<std::string_view, 4> kNames = {"full", "concise", "json", "lines"};
    dump += kNames[static_cast<std::size_t>(output.format)];
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
            "json>a.json lines>b.jsonl full>c.txt ");
  EXPECT_EQ(outputs({"--output-format", "json", "-o", "-"}), "json> ");
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

}  // namespace
}  // namespace ecac
