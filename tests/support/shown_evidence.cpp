#include "tests/support/shown_evidence.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/compile.h"
#include "compiler/emit/document/resolved_document.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/resolved_document.h"
#include "tests/support/rule_page.h"
#include "tests/support/test_host.h"

namespace ecac::test {

using nlohmann::json;

namespace {

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

}  // namespace

json traceability_page(const std::string& name) {
  return json::parse(
      read_text_file(std::string(ECAC_SOURCE_DIR) + "/tests/specs/traceability/" + name));
}

std::vector<std::string> evidence_of(const json& statement) {
  std::vector<std::string> shown;
  const auto each = [&](const char* key, const auto& visit) {
    if (statement.contains(key)) {
      for (const json& item : statement[key]) visit(item);
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
  each("carried", [&](const json& carrier) {
    const std::string file = carrier["file"];
    const std::string at = carrier["at"];
    pugi::xml_document document;
    ASSERT_TRUE(document.load_file((std::string(ECAC_SOURCE_DIR) + "/" + file).c_str())) << file;
    const pugi::xml_node element = document.select_node(at.c_str()).node();
    ASSERT_FALSE(element.empty()) << file << " has no " << at;
    const std::string name = element.attribute("name").value();
    shown.push_back(fmt::format("`{}` in [{}](../{})", name.empty() ? element.name() : name,
                                file.substr(file.rfind('/') + 1), file));
  });
  each("pages", [&](const json& page) {
    const std::string file = page["file"];
    const std::string text = read_text_file(std::string(ECAC_SOURCE_DIR) + "/" + file);
    EXPECT_NE(text.find(page["has"].get<std::string>()), std::string::npos) << file << page["has"];
    const bool beside = file.starts_with("docs/");
    shown.push_back(beside ? fmt::format("[{0}]({0})", file.substr(file.find('/') + 1))
                           : fmt::format("[{0}](../{0})", file));
  });
  each("tests", [&](const std::string& name) {
    EXPECT_TRUE(all_tests().contains(name)) << name;
    shown.push_back(fmt::format("test `{}`", name));
  });
  return shown;
}

}  // namespace ecac::test
