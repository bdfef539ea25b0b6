// Rules, their pages and their source files are in step.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <utility>

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
    } else if (file->text.find(".id = rules::" + std::string(rule->code)) == std::string::npos) {
      complaints.add(file->path + " does not name its page's rule " + std::string(rule->code));
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Pages, EveryCheckHasADistinctRule) {
  std::set<RuleId> rules;
  for (const Rule* rule : all_rule_checks()) {
    ASSERT_NE(rule->id, RuleId{});
    EXPECT_TRUE(rules.insert(rule->id).second) << rule_of(rule->id).code;
  }
}

/// A rule and its cases have constants. In a string a code can be misspelt, and nobody finds who
/// depends on a rule.
TEST(Pages, NoCodeStandsInAString) {
  static const RE2 kCode(R"(\b([A-Z]{3})\d{3}\b)");
  std::set<std::string, std::less<>> families;
  for (const RuleFamily& family : all_families()) families.emplace(family.code);
  ASSERT_NE(families.count("SCH"), 0U);
  Complaints complaints;
  for (const std::string_view ending : {".cpp", ".h"}) {
    for (const SourceFile* file : files_in("compiler/", ending)) {
      std::size_t number = 0;
      for (const std::string_view line : lines_of(file->text)) {
        ++number;
        for (const std::string_view literal : literals_of(line)) {
          re2::StringPiece rest(literal.data(), literal.size());
          std::string family;
          while (RE2::FindAndConsume(&rest, kCode, &family)) {
            if (families.count(family) == 0) continue;
            complaints.add(file->path + ':' + std::to_string(number) + ": \"" +
                           std::string(literal) + "\" holds a rule's code");
          }
        }
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Pages, EveryMetadataTypeIsShownSomewhere) {
  std::vector<const SourceFile*> shown = files_in("samples/", ".xml");
  for (const SourceFile* file : files_in("docs/rules/projects/", ".xml")) shown.push_back(file);
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

/// What stands under several headings belongs into a stored project, docs/rules/projects: a reader
/// is to see what a section is about, and a change of the format is made once.
TEST(Pages, HardlyAnyBlockIsACopy) {
  std::set<std::string> blocks;
  std::size_t lines = 0;
  std::size_t copied = 0;
  for (const RuleInfo& rule : all_rules()) {
    bool inside = false;
    std::string block;
    std::size_t size = 0;
    for (const std::string_view line : lines_of(rule.page)) {
      if (inside && line == "```") {
        lines += size;
        if (!blocks.insert(std::exchange(block, "")).second) copied += size;
        inside = false;
      } else if (inside) {
        block.append(line).append("\n");
        ++size;
      } else if (line == "```xml") {
        inside = true;
        size = 0;
      }
    }
  }
  EXPECT_GT(lines, 5000U);
  EXPECT_LT(copied * 10, lines) << copied << " of " << lines
                                << " lines of XML are second and later copies of a whole block";
}

/// Nobody keeps a project that no page names.
TEST(Pages, EveryStoredProjectIsUsed) {
  std::string pages;
  for (const RuleInfo& rule : all_rules()) pages += rule.page;
  std::set<std::string> unused;
  for (const SourceFile* file : files_in("docs/rules/projects/", "")) {
    const std::string below = file->path.substr(std::string_view("docs/rules/projects/").size());
    const std::size_t slash = below.find('/');
    if (slash == std::string::npos) continue;
    const std::string name = below.substr(0, slash);
    if (pages.find("(projects/" + name + ")") == std::string::npos) unused.insert(name);
  }
  EXPECT_EQ(unused, std::set<std::string>());
}

}  // namespace
}  // namespace ecac::architecture
