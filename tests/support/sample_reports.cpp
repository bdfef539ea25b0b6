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

/// What the project makes, each kind of thing once, with texts put in.
ProjectOverview overview_of(const std::string& path, const std::string& text) {
  ProjectOverview overview{.path = "apps/harbor"};
  OverviewApp app{.name = "Harbor" + text,
                  .heading = text + "public client",
                  .client = "public",
                  .pkce = Verdict::yes,
                  .has_refresh_tokens = true,
                  .rotation = Verdict::no,
                  .longest_token = "30 min",
                  .users = text + "permission set Harbor_Users"};
  app.facts = {{"who", text + "permission set Harbor_Users", text + "Harbor_oauthPlcy:3", text},
               {"", text + "profile Crew", "", text + "? not here"}};
  app.flows = {{.name = "web server", .state = FlowState::ready, .state_text = "ready"},
               {.name = "guest", .state = FlowState::blocked, .state_text = "blocked"},
               {.name = "device", .state = FlowState::off, .state_text = "off (admin)"},
               {.name = "refresh", .state = FlowState::unknown, .state_text = "unknown"}};
  app.flows[1].conditions = {
      {Verdict::no, text + "guest access is on", text + "Harbor:8", text},
      {Verdict::yes, text + "JWTs", text, text},
      {Verdict::unknown, text + "a site", text, text + "decided by the org"}};
  app.flows[0].requests = {"token   POST https://x.example.com/token" + text + "\n    a=b"};
  app.requests = {"revoke   POST https://x.example.com/revoke"};
  app.unknowns = {text + "`isPwdlessLoginAllowed` of the site"};
  app.files = {path};
  overview.apps = {app};
  OverviewCredential credential{.name = "Dock" + text,
                                .kind = "named credential",
                                .flow = "OAuth client credentials",
                                .resource = "https://dock.example.com/" + text,
                                .resource_fits = Verdict::yes,
                                .granted = Verdict::no};
  credential.chain = {{"named credential", "Dock" + text, Verdict::yes, ""},
                      {"external credential", "Dock" + text, Verdict::unknown, text},
                      {"identity provider", "Pier" + text, Verdict::no, "there is Pier2" + text},
                      {"token URL", "https://id.example.com/token" + text, Verdict::yes, ""}};
  credential.facts = {{"calls", "https://dock.example.com" + text, text + "Dock:5", ""}};
  credential.principals = {{.name = text + "Crew", .kind = text + "one identity for all users"},
                           {.name = "Guests", .kind = "an identity of each user"}};
  credential.principals[0].grants = {{.holder = text + "permission set Dock_Users",
                                      .principal = Verdict::yes,
                                      .tokens = Verdict::no,
                                      .complete = Verdict::no,
                                      .place = text + "Dock_Users:7",
                                      .notes = {text + "a note"}}};
  credential.requests = {"token   POST https://id.example.com/token"};
  overview.credentials = {credential};
  overview.map = {
      {.name = "Harbor" + text,
       .nodes = {{"permission set", text + "Harbor_Users", Verdict::no, 0},
                 {"OAuth policies", text + "Harbor_oauthPlcy", Verdict::yes, 1},
                 {"app", "Harbor" + text, Verdict::yes, 2},
                 {"OAuth settings", "Harbor_oauth", Verdict::unknown, 3}},
       .links = {{0, 1, Verdict::no, true}, {1, 2, Verdict::yes}, {3, 2, Verdict::unknown}}}};
  overview.deploy.stages = {"01-permission-sets", "02-apps"};
  overview.deploy.plan =
      "# Deploy plan\n\n2 components\n\n## Deploy\n\n1. [ ] apps: first\n   - `" + text + "`\n";
  overview.deploy.values = {
      {"Component " + text, "callbackUrl", "address", text + "x.example.com"}};
  return overview;
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
  report.overview = {overview_of(path, text)};
  count(report);
  return {std::move(name), std::move(report), std::move(files)};
}

}  // namespace

SampleReport clean_report() {
  return {"clean", judged(), std::make_unique<ReportFixture>()};
}

SampleReport full_report() {
  SampleReport sample = report_of("full", "force-app/Harbor.ecaGlblOauth-meta.xml",
                                  "force-app/Harbor.ecaOauthPlcy-meta.xml", "");
  sample.report.run.repository = {.address = "https://git.example.com/harbor/apps",
                                  .commit = "89abcdef0123456789abcdef0123456789abcdef",
                                  .branch = "main",
                                  .is_root = true};
  return sample;
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

SampleReport compared_report() {
  SampleReport sample = full_report();
  sample.name = "compared";
  Report& report = sample.report;
  report.run.since = "main";
  report.run.since_commit = "0123456789abcdef0123456789abcdef01234567";
  ReportChange change{.errors = 1, .known = report.findings.size() - 1, .gone = 1};
  for (ReportFinding& finding : report.findings) finding.state = FindingState::known;
  report.findings[2].state = FindingState::fresh;
  report.gone = {report.findings.back()};
  report.gone[0].place.file = FileId::none;
  report.summary.change = change;
  return sample;
}

SampleReport crowded_report(std::size_t findings) {
  SampleReport sample = full_report();
  const std::vector<ReportFinding> kinds = std::move(sample.report.findings);
  sample.report.findings.clear();
  for (std::size_t i = 0; i < findings; ++i) {
    ReportFinding& added = sample.report.findings.emplace_back(kinds[i % kinds.size()]);
    added.fingerprint = fmt::format("{:016x}", i);
    added.component = fmt::format("ExtlClntAppGlobalOauthSettings:Harbor{}", i / 50);
    if (added.place.file == FileId::none) continue;
    added.place.root_path = fmt::format("force-app/Harbor{}.ecaGlblOauth-meta.xml", i / 50);
  }
  sample.report.summary.errors = sample.report.summary.warnings = sample.report.summary.infos = 0;
  count(sample.report);
  sample.name = fmt::format("crowded-{}", findings);
  return sample;
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
