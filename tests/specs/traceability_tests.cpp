// docs/traceability.md says for each sentence of the two help pages that ecac implements what shows
// it. This is held here: the rules have examples, the values are in the samples, the tests exist.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/compile.h"
#include "compiler/emit/document/resolved_document.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/resolved_document.h"
#include "tests/support/rule_page.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

using nlohmann::json;

constexpr const char* kFolder = "tests/specs/traceability/";

json page_named(const std::string& name) {
  return json::parse(read_text_file(std::string(ECAC_SOURCE_DIR) + "/" + kFolder + name));
}

/// The resolved document of a sample, its apps and credentials by name.
const json& document_of_sample(const std::string& sample) {
  static std::map<std::string, json> known;
  const auto [entry, is_new] = known.try_emplace(sample);
  if (is_new) {
    MemoryFileTree tree;
    add_texts(tree, "/p", texts_of_folder("samples/" + sample));
    CompileRequest request;
    request.check.current_directory = "/p";
    const CompileResult result = compile(host_with(tree, "2026-11-29"), request);
    if (result.project)
      entry->second = by_address(json::parse(resolved_document(*result.project, {})));
  }
  return entry->second;
}

/// All tests of the sources, as `Suite.Name`.
const std::set<std::string>& all_tests() {
  static const std::set<std::string> tests = [] {
    std::set<std::string> found;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(ECAC_SOURCE_DIR "/tests")) {
      if (entry.path().extension() != ".cpp") continue;
      const std::string text = read_text_file(entry.path().string());
      for (std::size_t at = text.find("\nTEST"); at != std::string::npos;
           at = text.find("\nTEST", at + 1)) {
        const std::size_t open = text.find('(', at);
        const std::size_t comma = text.find(", ", open);
        const std::size_t close = text.find(')', open);
        if (close == std::string::npos || comma > close) continue;
        found.insert(text.substr(open + 1, comma - open - 1) + "." +
                     text.substr(comma + 2, close - comma - 2));
      }
    }
    return found;
  }();
  return tests;
}

/// What shows one sentence, as the page says it; each of it is held to.
std::vector<std::string> evidence_of(const json& sentence) {
  std::vector<std::string> shown;
  const auto each = [&](const char* key, const auto& visit) {
    if (sentence.contains(key)) {
      for (const json& item : sentence[key]) visit(item);
    }
  };
  each("rules", [&](const std::string& code) {
    const RuleInfo* rule = find_rule(code);
    ASSERT_NE(rule, nullptr) << code;
    EXPECT_NE(rule->page.find("\n## Reported"), std::string::npos) << code << " has no example";
    shown.push_back(fmt::format("[{}](rules/{}.md)", code, rule->name));
  });
  each("values", [&](const json& value) {
    const std::string sample = value["sample"];
    const json::json_pointer at(value["at"].get<std::string>());
    const json& document = document_of_sample(sample);
    ASSERT_TRUE(document.contains(at)) << sample << ": " << at;
    if (value.contains("is")) {
      EXPECT_EQ(document[at], value["is"]) << sample << ": " << at;
    } else {
      const std::string text = document[at].dump();
      EXPECT_NE(text.find(value["has"].get<std::string>()), std::string::npos)
          << sample << ": " << at << " has no " << value["has"] << ": " << text;
    }
    shown.push_back(fmt::format("`{}` of `{}`{}", at.to_string(), sample,
                                value.contains("is") ? " is `" + value["is"].dump() + "`" : ""));
  });
  each("pages", [&](const json& page) {
    const std::string file = page["file"];
    const std::string text = read_text_file(std::string(ECAC_SOURCE_DIR) + "/" + file);
    EXPECT_NE(text.find(page["has"].get<std::string>()), std::string::npos) << file << page["has"];
    shown.push_back(fmt::format("[{0}]({0})", file.substr(file.find('/') + 1)));
  });
  each("tests", [&](const std::string& name) {
    EXPECT_TRUE(all_tests().contains(name)) << name;
    shown.push_back(fmt::format("test `{}`", name));
  });
  return shown;
}

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
    const json page = page_named(name);
    text += fmt::format("\n## {}\n\n| Sentence | Shown by |\n| --- | --- |\n",
                        page["title"].get<std::string>());
    for (const json& sentence : page["sentences"]) {
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
