// Conversations with the language server, a readable file each.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/lsp/meta_model.h"
#include "tests/lsp/transcript.h"
#include "tests/support/golden.h"
#include "tests/support/rule_page.h"

namespace ecac::test {
namespace {

constexpr char kFolder[] = "tests/lsp/transcripts";

std::vector<std::string> transcripts() {
  std::vector<std::string> names;
  const std::filesystem::path folder = std::filesystem::path(ECAC_SOURCE_DIR) / kFolder;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Transcripts : public testing::TestWithParam<std::string> {};

TEST_P(Transcripts, IsAsWritten) {
  const std::string path = std::string(kFolder) + '/' + GetParam() + ".txt";
  const std::string text = read_text_file(std::string(ECAC_SOURCE_DIR) + '/' + path);
  expect_golden(path, run_transcript(text));
}

INSTANTIATE_TEST_SUITE_P(All, Transcripts, testing::ValuesIn(transcripts()),
                         [](const auto& each) { return each.param; });

TEST(MetaModelOfTheProtocol, IsThere) {
  ECAC_NEED_SHARED(shared);
  MetaModel model;
  ASSERT_TRUE(model.load()) << "messages were not held against " << shared;
  const nlohmann::json wrong = {
      {"uri", "file:///a"}, {"diagnostics", nlohmann::json::array()}, {"versions", 1}};
  EXPECT_EQ(model.problems_of_params("textDocument/publishDiagnostics", wrong),
            std::vector<std::string>{"params has an unknown versions"});
}

}  // namespace
}  // namespace ecac::test
