// docs/traceability.md says for each sentence of the two help pages that ecac implements what shows
// it. This is held here: the rules have examples, the values are in the samples, the tests exist.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/shown_evidence.h"

namespace ecac::test {
namespace {

TEST(Traceability, EachSentenceHasWhatShowsIt) {
  std::string text =
      "# What shows each sentence of the help pages\n\n"
      "Two pages of Salesforce Help say how an External Client App and a connection to an MCP "
      "server are set up.\n"
      "Their sentences stand here in our words, with what shows that ecac knows each: a rule with "
      "its examples, a\n"
      "value of a sample's [resolved document](resolved-format.md), a page, a test. All of it is "
      "tested by\n"
      "`tests/specs/traceability_tests.cpp`, which also writes this page; a sentence with nothing "
      "to show fails.\n";
  std::size_t sentences = 0;
  for (const char* name : {"headless.json", "mcp.json"}) {
    const nlohmann::json page = traceability_page(name);
    text += fmt::format("\n## {}\n\n| Sentence | Shown by |\n| --- | --- |\n",
                        page["title"].get<std::string>());
    for (const nlohmann::json& sentence : page["sentences"]) {
      const std::string says = sentence["says"];
      const std::vector<std::string> shown = evidence_of(sentence);
      EXPECT_FALSE(shown.empty()) << "nothing shows: " << says;
      text += fmt::format("| {} | {} |\n", says, fmt::join(shown, ", "));
      ++sentences;
    }
  }
  EXPECT_GT(sentences, 50U);
  expect_golden("docs/traceability.md", text);
}

}  // namespace
}  // namespace ecac::test
