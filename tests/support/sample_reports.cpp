#include "tests/support/sample_reports.h"

#include <fmt/format.h>

#include "tests/support/report_fixture.h"

namespace ecac::test {

// Everything that XML, JSON, CSV, Markdown or a command in a log treats specially; then what steers
// a terminal or a reader: control characters, marks of direction, no width, bytes that are no text.
const std::string kHostile =
    "=1% : , ; ] [ \" ' & < > ]]> `x` | * _ # @team ![a](b) </script> <!-- --> https://example.com "
    "\\ {0} ${x} \r\n::error::x ##vso[task.complete result=Failed;] \x01 \x1B[31m \x7F \xC2\x85 "
    "\xE2\x80\xAE \xE2\x80\x8B \xEF\xBB\xBF \xEF\xBF\xBE \xFF \xF0\x9F\x98\x80 \xC3\xA9";

namespace {

constexpr std::string_view kSettings =
    "<ExtlClntAppGlobalOauthSettings>\n"
    "    <callbackUrl>http://harbor.example.com/\xF0\x9F\x98\x80/x</callbackUrl>\n"
    "    <isPkceRequired>flase</isPkceRequired>\n"
    "    <label>Harbor</label>\n"
    "</ExtlClntAppGlobalOauthSettings>\n";
constexpr std::string_view kPolicies =
    "<ExtlClntAppOauthConfigurablePolicies>\n"
    "    <isGuestCodeCredFlowEnabled>true</isGuestCodeCredFlowEnabled>\n"
    "</ExtlClntAppOauthConfigurablePolicies>\n";

ReportFinding finding_of(std::string_view rule, Severity severity, ReportPlace place,
                         std::string message) {
  ReportFinding finding;
  finding.rule_case = find_rule(rule)->first_case;
  finding.severity = severity;
  finding.place = std::move(place);
  finding.message = std::move(message);
  return finding;
}

ReportFix edit_of(const ReportPlace& place, std::string description, std::string text) {
  ReportFix fix{.description = std::move(description), .applicability = Applicability::safe};
  ReportOperation edit;
  edit.place = place;
  edit.text = std::move(text);
  fix.operations = {edit};
  return fix;
}

void count(Report& report) {
  for (const ReportFinding& finding : report.findings) {
    ++(finding.severity == Severity::error     ? report.summary.errors
       : finding.severity == Severity::warning ? report.summary.warnings
                                               : report.summary.infos);
  }
  report.summary.waived = report.waived.size();
  for (const WaivedFinding& waived : report.waived) {
    ++report.summary.waived_by[static_cast<std::size_t>(report.waivers[waived.waiver].kind)];
  }
  report.summary.suppressed = report.waived.size();
}

Report judged() {
  Report report;
  report.run.checked = true;
  report.run.mode = Mode::predeploy;
  report.run.preset = "default";
  report.run.paths = {"."};
  report.run.api_versions = {66};
  report.summary.files_checked = 8;
  report.summary.apps = 1;
  report.summary.credentials = 2;
  report.summary.projects = 1;
  return report;
}

/// The same findings, with texts and paths put in.
SampleReport report_of(std::string name, const std::string& path, const std::string& other_path,
                       const std::string& text) {
  auto files = std::make_unique<ReportFixture>();
  const FileId settings = files->add(path, std::string(kSettings));
  const FileId policies = files->add(other_path, std::string(kPolicies));
  Report report = judged();

  ReportFinding value = finding_of("SCH004", Severity::error, files->place(settings, "flase"),
                                   text + "`flase` is neither true nor false");
  value.caret = text + "here";
  value.related = {{files->place(policies, "true"), text + "guest access is on"},
                   {files->place(settings, "callbackUrl"), ""}};
  value.fixes = {edit_of(value.place, text + "Write `false`", "false" + text)};
  value.helps = {text + "say what is meant"};
  value.notes = {text + "an org takes it for false"};
  value.project = "apps/harbor";
  value.component = "ExtlClntAppGlobalOauthSettings:Harbor" + text;
  value.element = "isPkceRequired" + text;
  value.fingerprint = "00112233445566aa";
  value.owner = Owner::developer;

  ReportFinding scheme = finding_of("SEC008", Severity::warning, files->place(settings, "/x"),
                                    text + "not encrypted.");
  ReportFix two_files{.description = text + "Change both"};
  two_files.operations = edit_of(scheme.place, "", "a").operations;
  two_files.operations.push_back(edit_of(files->place(policies, "true"), "", "b").operations[0]);
  ReportFix create{.description = text + "Make the file"};
  create.operations = {{.kind = ReportOperation::Kind::create}};
  create.operations[0].place.root_path = "new.xml";
  scheme.fixes = {two_files, create};
  scheme.fingerprint = "00112233445566bb";

  ReportFinding whole = finding_of("FLW014", Severity::info,
                                   files->place_at(policies, 0, kPolicies.size()), text + "whole");
  whole.fingerprint = "00112233445566cc";

  ReportFinding no_file = finding_of("PRJ004", Severity::warning, {}, text + "no such folder");
  no_file.place.path = ".";
  no_file.place.root_path = ".";
  no_file.fingerprint = "00112233445566dd";

  ReportFinding secret = finding_of("SCT001", Severity::error, files->place(settings, "Harbor"),
                                    text + "a secret stands here");
  secret.fingerprint = "00112233445566ee";

  // Another place with the fingerprint of the first.
  ReportFinding twin = value;
  twin.place = files->place(policies, "isGuest");
  twin.related.clear();

  report.findings = {no_file, value, secret, scheme, whole, twin};
  ReportFinding accepted = scheme;
  accepted.place = files->place(policies, "Enabled");
  report.waived = {{accepted, 0}};
  report.waivers = {{.rule = "SEC008",
                     .reason = text + "the tunnel encrypts it",
                     .owner = text + "the network team",
                     .place = files->place(policies, "true")}};
  report.summary.skipped_by["`.forceignore`"] = 2;
  report.summary.placeholders = 3;
  report.summary.not_judged = {{.rule_case = find_rule("SEC008")->first_case,
                                .message = text + "whether Harbor keeps a secret"}};
  count(report);
  return {std::move(name), std::move(report), std::move(files)};
}

}  // namespace

SampleReport clean_report() {
  return {"clean", judged(), std::make_unique<ReportFixture>()};
}

SampleReport full_report() {
  return report_of("full", "force-app/Harbor.ecaGlblOauth-meta.xml",
                   "force-app/Harbor.ecaOauthPlcy-meta.xml", "");
}

SampleReport failed_report() {
  Report report;
  report.run.mode = Mode::predeploy;
  report.failures = {
      {.kind = FailureKind::configuration,
       .message = "unknown key `rulez`; did you mean `rules`?",
       .path = "../ecac.json",
       .root_path = "apps/ecac.json",
       .line = 1,
       .column = 2},
      {.kind = FailureKind::revision, .message = "unknown revision `" + kHostile + "`"}};
  return {"failed", std::move(report), std::make_unique<ReportFixture>()};
}

SampleReport hostile_report() {
  return report_of("hostile", "force-app/% :,;]&<\"'`|=\xF0\x9F\x98\x80\x1B\xE2\x80\xAE/a b.xml",
                   "=other,file.xml", kHostile + ' ');
}

SampleReport large_report(std::size_t findings) {
  auto files = std::make_unique<ReportFixture>();
  const FileId file = files->add("force-app/Harbor.ecaGlblOauth-meta.xml", std::string(kSettings));
  Report report = judged();
  for (std::size_t i = 0; i < findings; ++i) {
    report.findings.push_back(finding_of("SCH004",
                                         i * 3 < findings       ? Severity::info
                                         : i * 3 < 2 * findings ? Severity::warning
                                                                : Severity::error,
                                         files->place(file, "flase"),
                                         fmt::format("finding {} of many", i)));
    report.findings.back().fingerprint = fmt::format("{:016x}", i);
  }
  count(report);
  return {fmt::format("large-{}", findings), std::move(report), std::move(files)};
}

std::vector<SampleReport> sample_reports() {
  std::vector<SampleReport> reports;
  reports.push_back(clean_report());
  reports.push_back(full_report());
  reports.push_back(failed_report());
  reports.push_back(hostile_report());
  return reports;
}

}  // namespace ecac::test
