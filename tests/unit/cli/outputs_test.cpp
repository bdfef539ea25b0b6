#include "compiler/cli/output/outputs.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

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

}  // namespace
}  // namespace ecac
