// What `replacements` puts into a value nobody knows, so no rule may judge it, however its marker
// is spelled: tried on every value of every example on a rule's page.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/support/path_text.h"
#include "tests/support/page_run.h"

namespace ecac::test {
namespace {

constexpr char kProjectFileName[] = "sfdx-project.json";

/// Cases about an element that is there, whatever is in it: that it does nothing, or that another
/// one has to go with it or must not.
const std::set<std::string_view> kOfPresence = {
    "auth-provider-incomplete/execution-user",
    "auth-provider-incomplete/two-handlers",
    "authorization-header-conflict/custom",
    "client-assertion-certificate-alone/alone",
    "duplicate-scalar-element/different",
    "handler-execution-user-pair/no-handler",
    "legacy-credential-incomplete/unused",
    "legacy-credential-incomplete/anonymous",
    "legacy-fields-on-new-credential/legacy-field",
    "packaged-connected-app/incomplete",
    "plugin-settings-invalid/push-not-exactly-one",
    "principal-sequence-invalid/missing",
    "saml-policy-incomplete/encryption-certificate",
    "saml-policy-incomplete/encryption-unused",
    "saml-policy-incomplete/logout-pair",
    "saml-policy-incomplete/subject-unused",
    "session-level-action-mismatch/level-too-low",
    "session-level-action-mismatch/no-level",
};
constexpr char kMarkers[] = "~[0-9]+~";

bool holds_marker(const std::string& text) {
  static const re2::RE2 kMarker(kMarkers, re2::RE2::Latin1);
  return re2::RE2::PartialMatch(text, kMarker);
}

/// The project file of a section with an entry for the markers; none where it has several, or one
/// that is wrong itself.
std::optional<nlohmann::json> project_file_of(const PageSection& section, bool declared) {
  nlohmann::json project = {{"packageDirectories", {{{"path", "."}}}}};
  for (const PageFile& file : section.files) {
    if (file.before || file_name(file.path) != kProjectFileName) continue;
    if (file.path != kProjectFileName) return std::nullopt;
    project = nlohmann::json::parse(file.text, nullptr, false);
  }
  if (!project.is_object()) return std::nullopt;
  nlohmann::json& entries = project["replacements"];
  if (!entries.is_array()) entries = nlohmann::json::array();
  if (declared) {
    entries.push_back(
        {{"glob", "**/*"}, {"regexToReplace", kMarkers}, {"replaceWithEnv", "VALUE"}});
  }
  return project;
}

template <class Chosen>
std::string with_markers(const PageFile& file, std::size_t& number, Chosen chosen) {
  static const re2::RE2 kValue(R"(>([^<>]*[^<>\s][^<>]*)</)", re2::RE2::Latin1);
  std::string text;
  std::size_t at = 0;
  re2::StringPiece rest(file.text);
  re2::StringPiece found;
  while (re2::RE2::FindAndConsume(&rest, kValue, &found)) {
    const auto begin = static_cast<std::size_t>(found.data() - file.text.data());
    text += file.text.substr(at, begin - at);
    const std::string value(found);
    text += chosen(file.path, value) ? fmt::format("~{}~", ++number) : value;
    at = begin + value.size();
  }
  return text + file.text.substr(at);
}

/// With a marker in place of the values for which `chosen(path, value)` holds.
template <class Chosen>
PageSection with_markers(PageSection section, Chosen chosen, bool declared = true) {
  const std::optional<nlohmann::json> project = project_file_of(section, declared);
  if (!project) return section;
  std::size_t number = 0;
  PageFile* project_file = nullptr;
  for (PageFile& file : section.files) {
    if (file.before) continue;
    if (file.path == kProjectFileName) project_file = &file;
    const bool is_manifest =
        file.path.ends_with("package.xml") || file.path.ends_with("destructiveChanges.xml");
    const bool metadata = file.text.starts_with("<?xml") && !is_manifest;
    if (metadata) file.text = with_markers(file, number, chosen);
  }
  if (project_file == nullptr) {
    section.files.push_back({.path = kProjectFileName});
    project_file = &section.files.back();
  }
  project_file->text = project->dump(2);
  return section;
}

/// Findings about the text of a marker. One that covers a whole element is about the element.
std::vector<std::string> judgements(const PageSection& section) {
  std::vector<std::string> lines;
  for (const SeenFinding& finding : run_section(section)) {
    if (finding.path == kProjectFileName) continue;
    if (kOfPresence.contains(fmt::format("{}/{}", finding.rule, finding.case_id))) continue;
    const bool of_value = finding.covered.find('<') == std::string::npos;
    if (!(of_value && holds_marker(finding.covered)) && !holds_marker(finding.message)) continue;
    lines.push_back(fmt::format("{}: {}[{}/{}] on `{}`: {}", finding.path, finding.severity,
                                finding.rule, finding.case_id, finding.covered, finding.message));
  }
  return lines;
}

class DeclaredMarker : public testing::TestWithParam<const RuleInfo*> {};

TEST_P(DeclaredMarker, IsJudgedByNoRule) {
  const RuleInfo& rule = *GetParam();
  for (const PageSection& section : read_rule_page(std::string(rule.name), rule.page).sections) {
    SCOPED_TRACE(section.heading);
    const auto any = [](const std::string&, const std::string&) { return true; };
    for (const std::string& line : judgements(with_markers(section, any))) ADD_FAILURE() << line;
  }
}

TEST_P(DeclaredMarker, HidesTheFindingOfAValue) {
  const RuleInfo& rule = *GetParam();
  for (const PageSection& section : read_rule_page(std::string(rule.name), rule.page).sections) {
    SCOPED_TRACE(section.heading);
    std::set<std::pair<std::string, std::string>> judged;
    for (const SeenFinding& finding : run_section(section)) {
      if (!finding.covered.empty()) judged.emplace(finding.path, finding.covered);
    }
    for (const auto& [judged_path, judged_text] : judged) {
      const std::string& path = judged_path;
      const std::string& covered = judged_text;
      SCOPED_TRACE(covered);
      const auto chosen = [&](const std::string& of, const std::string& value) {
        return of == path && value.find(covered) != std::string::npos;
      };
      for (const std::string& line : judgements(with_markers(section, chosen))) {
        ADD_FAILURE() << line;
      }
    }
  }
}

/// So that the tests above do not pass because no marker comes in, or nobody looks at one.
TEST(DeclaredMarkers, AreJudgedByManyRulesWhereNobodyDeclaresThem) {
  std::set<std::string_view> judging;
  for (const RuleInfo& rule : all_rules()) {
    for (const PageSection& section : read_rule_page(std::string(rule.name), rule.page).sections) {
      const auto any = [](const std::string&, const std::string&) { return true; };
      if (!judgements(with_markers(section, any, false)).empty()) judging.insert(rule.name);
    }
  }
  EXPECT_GT(judging.size(), all_rules().size() / 2);
}

std::vector<const RuleInfo*> every_rule() {
  std::vector<const RuleInfo*> rules;
  for (const RuleInfo& rule : all_rules()) rules.push_back(&rule);
  return rules;
}

INSTANTIATE_TEST_SUITE_P(Rules, DeclaredMarker, testing::ValuesIn(every_rule()),
                         [](const auto& rule) {
                           std::string name(rule.param->name);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace ecac::test
