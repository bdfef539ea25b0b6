// Rules, their pages and their source files are in step.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/schema/schema_set.h"
#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

std::string page_path(std::string_view rule) {
  return "docs/rules/" + std::string(rule) + ".md";
}

TEST(Pages, EveryRuleHasItsPage) {
  ASSERT_FALSE(all_rules().empty());
  for (const RuleInfo& rule : all_rules()) {
    const SourceFile* page = find_file(page_path(rule.name));
    ASSERT_NE(page, nullptr) << rule.name;
    EXPECT_EQ(page->text, rule.page) << "the program was built from another page";
  }
}

TEST(Pages, EveryPageFiresAndStaysSilent) {
  Complaints complaints;
  for (const RuleInfo& rule : all_rules()) {
    if (rule.page.find("\n## Reported") == std::string_view::npos) {
      complaints.add(std::string(rule.name) + " has no section `## Reported`");
    }
    if (rule.page.find("\n## Not reported") == std::string_view::npos) {
      complaints.add(std::string(rule.name) + " has no section `## Not reported`");
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Pages, EveryRuleFileHasAPageOfTheSameName) {
  Complaints complaints;
  for (const SourceFile* file : files_in("compiler/rules/", ".cpp")) {
    std::string family;
    std::string name;
    static const RE2 kRuleFile("compiler/rules/([^/]+)/([^/]+)\\.cpp");
    if (!RE2::FullMatch(file->path, kRuleFile, &family, &name)) continue;
    if (family == "engine" || family == "shared") continue;
    if (file->text.find("namespace ecac::" + name + " {") == std::string::npos) {
      complaints.add(file->path + " is not in the namespace of its name");
    }
    std::replace(name.begin(), name.end(), '_', '-');
    const RuleInfo* rule = find_rule(name);
    if (rule == nullptr) {
      complaints.add(file->path + " has no page " + page_path(name));
    } else if (file->text.find('"' + std::string(rule->code) + '"') == std::string::npos) {
      complaints.add(file->path + " does not name its page's code " + std::string(rule->code));
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Pages, EveryCheckHasADistinctCode) {
  std::set<std::string_view> codes;
  for (const Rule* rule : all_rule_checks()) {
    EXPECT_NE(find_rule(rule->code), nullptr) << rule->code;
    EXPECT_TRUE(codes.insert(rule->code).second) << rule->code;
  }
}

TEST(Pages, EveryMetadataTypeIsShownSomewhere) {
  std::vector<const SourceFile*> shown = files_in("samples/", ".xml");
  for (const SourceFile* page : files_in("docs/rules/", ".md")) shown.push_back(page);
  Complaints complaints;
  for (const TypeSchema& type : SchemaSet::embedded()->types()) {
    // Types read only for their names or a few fields, and those no document describes.
    if (type.role == "context" || type.read != ReadDepth::fields || type.undocumented) continue;
    if (type.suffix.empty()) continue;
    // Part of a type that has another file of its own.
    if (!type.metadata_name.empty() && type.metadata_name != "Settings") continue;
    const std::string root = '<' + std::string(type.name);
    const bool found = std::any_of(shown.begin(), shown.end(), [&](const SourceFile* file) {
      return file->text.find(root + ' ') != std::string::npos ||
             file->text.find(root + '>') != std::string::npos;
    });
    if (!found) complaints.add(std::string(type.name) + " is in no sample and on no page");
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
