// docs/facts.md says for each fact of the platform that was gathered where schemas/ carries it and
// what shows that it is used, or why it stands nowhere. This is held here, and the page is written.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/shown_evidence.h"

namespace ecac::test {
namespace {

TEST(Facts, EachIsCarriedOrHasAReason) {
  const nlohmann::json page = traceability_page("facts.json");
  std::string text =
      "# Facts of the platform, and where they stand\n\n"
      "What release notes, guides, type definitions and reports tell of external client apps and "
      "credentials belongs into\n"
      "[schemas/](../schemas/README.md), with its source. Each row is one such fact in our words, "
      "with the element that carries\n"
      "it and what shows that it is used, or the reason why it stands nowhere. "
      "`tests/specs/facts_tests.cpp` holds the rows and\n"
      "writes this page.\n";
  std::size_t facts = 0;
  for (const nlohmann::json& section : page["sections"]) {
    text += fmt::format("\n## {}\n\n| Fact | Where |\n| --- | --- |\n",
                        section["title"].get<std::string>());
    for (const nlohmann::json& fact : section["facts"]) {
      const std::string says = fact["says"];
      std::vector<std::string> shown = evidence_of(fact);
      if (fact.contains("why")) shown.push_back(fact["why"]);
      EXPECT_FALSE(shown.empty()) << "neither carried nor with a reason: " << says;
      text += fmt::format("| {} | {} |\n", says, fmt::join(shown, ", "));
      ++facts;
    }
  }
  EXPECT_GT(facts, 50U);
  expect_golden("docs/facts.md", text);
}

}  // namespace
}  // namespace ecac::test
