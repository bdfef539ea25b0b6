#include "compiler/emit/report/json_report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/emit/screen/rules_list.h"
#include "tests/support/report_fixture.h"

namespace ecac {
namespace {

using Json = nlohmann::ordered_json;

Report one_finding() {
  ReportFixture files;
  FileId file = files.add("dir/f.xml", "<a>\n  <b>é</b>\n</a>");
  Report report;
  ReportFinding finding;
  finding.rule_case = find_rule("SCH001")->first_case;
  finding.severity = Severity::warning;
  finding.place = files.place(file, "b");
  finding.message = "a \"quoted\"\tmessage\x01 \xFF é";
  finding.related = {{files.place(file, "a"), "there"}};
  ReportFix fix;
  fix.description = "Fix it";
  fix.applicability = Applicability::safe;
  ReportOperation edit;
  edit.place = finding.place;
  edit.text = "c";
  ReportOperation create;
  create.kind = ReportOperation::Kind::create;
  create.place.path = "new.xml";
  ReportOperation rename;
  rename.kind = ReportOperation::Kind::rename;
  rename.place.path = "old.xml";
  rename.new_path = "new.xml";
  ReportOperation remove;
  remove.kind = ReportOperation::Kind::remove;
  remove.place.path = "old.xml";
  fix.operations = {edit, create, rename, remove};
  finding.fixes = {fix};
  finding.caret = "here";
  finding.helps = {"do this"};
  finding.notes = {"know that"};
  finding.project = "apps/one";
  finding.component = "ExternalClientApplication:Harbor";
  finding.element = "/label";
  finding.fingerprint = "0123456789abcdef";
  report.findings = {finding, finding};
  report.waivers = {{.kind = SuppressionKind::comment,
                     .rule = "SCH",
                     .reason = "so it is",
                     .place = {.path = "ecac.json", .root_path = "ecac.json"}}};
  report.waived = {{finding, 0}};
  report.summary.skipped_by["`exclude`"] = 5;
  report.summary.suppressed = 3;
  report.summary.waived = 1;
  report.summary.waived_by = {0, 1, 0};
  report.summary.files_checked = 3;
  report.summary.warnings = 2;
  report.summary.outside_references = 4;
  return report;
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

using Keys = std::vector<std::string>;

TEST(JsonReport, HasTheKeysThatTheFormatPromises) {
  Json json = Json::parse(json_report(one_finding(), {.version = "1.2.3"}));
  EXPECT_EQ(keys_of(json), (Keys{"formatVersion", "tool", "run", "failures", "notices", "summary",
                                 "diagnostics", "waived"}));
  EXPECT_EQ(json["tool"]["version"], "1.2.3");
  EXPECT_EQ(keys_of(json["summary"]),
            (Keys{"projects",          "apps",         "credentials",     "filesChecked",
                  "filesSkipped",      "skippedBy",    "filesUnreadable", "unsupportedEncodings",
                  "tooLarge",          "errors",       "warnings",        "infos",
                  "fixable",           "suppressed",   "suppressedBy",    "placeholders",
                  "outsideReferences", "newerVersion", "manifests",       "notJudged"}));
  EXPECT_EQ(json["summary"]["skippedBy"].dump(), R"({"exclude":5})");
  EXPECT_EQ(json["summary"]["fixable"].dump(), R"({"safe":2,"unsafe":0})");
  EXPECT_EQ(json["summary"]["suppressedBy"].dump(),
            R"({"rule":2,"waiver":0,"comment":1,"baseline":0})");
  const Json& diagnostic = json["diagnostics"][0];
  EXPECT_EQ(keys_of(diagnostic),
            (Keys{"code", "name", "case", "evidence", "severity", "state", "owner", "message",
                  "caret", "path", "range", "related", "helps", "notes", "fixes", "project",
                  "component", "element", "fingerprint"}));
  EXPECT_EQ(diagnostic["state"], "shown");
  EXPECT_EQ(diagnostic["helps"][0], "do this");
  EXPECT_EQ(diagnostic["notes"][0], "know that");
  EXPECT_EQ(diagnostic["caret"], "here");
  EXPECT_EQ(json["diagnostics"].size(), 2u);
  ASSERT_EQ(json["waived"].size(), 1u);
  EXPECT_EQ(json["waived"][0]["state"], "waived");
  EXPECT_EQ(keys_of(json["waived"][0]["waiver"]),
            (Keys{"kind", "rule", "reason", "owner", "until", "path", "range"}));
  EXPECT_EQ(json["waived"][0]["waiver"]["reason"], "so it is");
  EXPECT_EQ(json["waived"][0]["waiver"]["kind"], "comment");
  EXPECT_EQ(diagnostic["message"], "a \"quoted\"\tmessage\x01 \xEF\xBF\xBD é");
  EXPECT_EQ(diagnostic["range"].dump(),
            R"({"start":{"line":2,"column":4,"offset":7},"end":{"line":2,"column":5,"offset":8}})");
  EXPECT_EQ(diagnostic["related"][0]["message"], "there");
  const Json& operations = diagnostic["fixes"][0]["operations"];
  EXPECT_EQ(keys_of(operations[0]), (Keys{"kind", "path", "range", "text"}));
  EXPECT_EQ(keys_of(operations[1]), (Keys{"kind", "path", "text"}));
  EXPECT_EQ(keys_of(operations[2]), (Keys{"kind", "path", "newPath"}));
  EXPECT_EQ(operations[3]["kind"], "delete");
}

TEST(JsonReport, LinksHelpOnlyWithADocumentationAddress) {
  Json json = Json::parse(
      json_report(one_finding(), {.documentation_url = "https://docs.example.com/rules"}));
  EXPECT_EQ(json["diagnostics"][0]["helpUrl"], "https://docs.example.com/rules/unknown-element");
}

TEST(JsonReport, TellsWhyARunFailed) {
  Report report;
  report.run = {.mode = Mode::audit, .preset = "default", .paths = {"."}, .against = "main"};
  report.failures = {{.kind = FailureKind::configuration,
                      .message = "no",
                      .path = "../ecac.json",
                      .root_path = "ecac.json",
                      .line = 3,
                      .column = 5},
                     {.kind = FailureKind::revision, .message = "none"}};
  const Json json = Json::parse(json_report(report, {}));
  EXPECT_EQ(json["run"]["checked"], false);
  EXPECT_EQ(json["run"]["mode"], "audit");
  EXPECT_EQ(json["run"]["against"], "main");
  EXPECT_EQ(json["failures"].size(), 2U);
  EXPECT_EQ(json["failures"][0]["code"], "RUN002");
  EXPECT_EQ(json["failures"][0]["path"], "ecac.json");
  EXPECT_EQ(json["failures"][0]["line"], 3);
  EXPECT_EQ(keys_of(json["failures"][1]), (Keys{"code", "name", "message"}));
}

TEST(JsonReport, EmptyReportsAreWhole) {
  Json json = Json::parse(json_report({}, {}));
  EXPECT_TRUE(json["diagnostics"].is_array());
  EXPECT_TRUE(json["diagnostics"].empty());
}

TEST(JsonLinesReport, IsOneObjectALineWithTheSummaryLast) {
  std::istringstream lines(json_lines_report(one_finding(), {}));
  std::vector<Json> objects;
  for (std::string line; std::getline(lines, line);) objects.push_back(Json::parse(line));
  ASSERT_EQ(objects.size(), 4u);
  EXPECT_EQ(objects[0]["kind"], "diagnostic");
  EXPECT_EQ(objects[0]["code"], "SCH001");
  EXPECT_EQ(objects[2]["kind"], "waived");
  EXPECT_EQ(objects[2]["waiver"]["rule"], "SCH");
  EXPECT_EQ(objects[3]["kind"], "summary");
  EXPECT_EQ(objects[3]["summary"]["warnings"], 2);
}

TEST(JsonWriter, EscapesAnyBytes) {
  std::string text;
  for (int byte = 0; byte < 256; ++byte) text += static_cast<char>(byte);
  std::string out;
  append_json_string(out, text);
  Json json = Json::parse(out);
  std::string value = json.get<std::string>();
  EXPECT_EQ(value.substr(0, 128), text.substr(0, 128));
}

/// What is plain is copied in eights; a byte that is not stands at each place of one.
TEST(JsonWriter, EscapesAByteWhereverItStands) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string one(1, static_cast<char>(byte));
    std::string alone;
    append_json_string(alone, one);
    const std::string escaped = alone.substr(1, alone.size() - 2);
    for (std::size_t at = 0; at <= 20; ++at) {
      std::string json;
      append_json_string(json, std::string(at, 'a') + one + std::string(20 - at, 'z'));
      EXPECT_EQ(json, '"' + std::string(at, 'a') + escaped + std::string(20 - at, 'z') + '"')
          << byte << " at " << at;
    }
  }
}

TEST(JsonWriter, WritesNothingThatCannotBeSeen) {
  const std::string text = "a\u0085b\u202Ec\u200Bd\u00ADe\U000E0041f\u00FCg";
  std::string json;
  append_json_string(json, text);
  EXPECT_EQ(json, R"("a\u0085b\u202ec\u200bd\u00ade\udb40\udc41f)"
                  "\u00FCg\"");
  EXPECT_EQ(Json::parse(json).get<std::string>(), text);
}

TEST(RulesList, ListsEveryRuleInBothForms) {
  std::vector<const RuleInfo*> rules;
  for (const RuleInfo& rule : all_rules()) rules.push_back(&rule);
  std::string text = rules_text(rules, false);
  Json json = Json::parse(rules_json(rules, {}));
  ASSERT_EQ(json["rules"].size(), all_rules().size());
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_NE(text.find(std::string(rule.code) + "  " + std::string(rule.name)), std::string::npos);
  }
  EXPECT_EQ(keys_of(json["rules"][0]), (Keys{"code", "name", "family", "summary", "cases"}));
}

}  // namespace
}  // namespace ecac
