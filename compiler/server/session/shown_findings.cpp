#include "compiler/server/session/shown_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "compiler/diagnostics/cases/duplicate_list_element.h"
#include "compiler/diagnostics/cases/duplicate_scalar_element.h"
#include "compiler/diagnostics/cases/ignore_comment_unused.h"
#include "compiler/diagnostics/cases/legacy_named_credential.h"
#include "compiler/diagnostics/cases/parameter_without_effect.h"
#include "compiler/diagnostics/cases/removed_or_deprecated_field.h"
#include "compiler/diagnostics/cases/unused_suppression.h"
#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/json_report.h"
#include "compiler/server/session/page_address.h"
#include "compiler/source/content_hash.h"

namespace ecac {
namespace shown_findings {

constexpr int kUnnecessary = 1;
constexpr int kDeprecated = 2;

/// What does nothing where it stands, so that an editor shows it faded.
static constexpr std::array kUnnecessaryCases = {cases::XML004_identical, cases::SCH018_copy,
                                                 cases::CFG002_unused, cases::CFG007_unused,
                                                 cases::CRD032_never_sent};

static std::optional<int> tag_of(CaseId id) {
  const RuleId rule = rule_of(id).id();
  if (rule == rules::VER003 || rule == rules::VER004) return kDeprecated;
  const auto found = std::find(kUnnecessaryCases.begin(), kUnnecessaryCases.end(), id);
  return found == kUnnecessaryCases.end() ? std::nullopt : std::optional<int>(kUnnecessary);
}

static int severity_number(Severity severity) {
  switch (severity) {
    case Severity::error: return 1;
    case Severity::warning: return 2;
    case Severity::info:
    case Severity::off: break;
  }
  return 3;
}

/// The message, and what else is to be known or done that no fix does.
static std::string message_of(const ReportFinding& finding) {
  std::string message = finding.message;
  for (const Remark& remark : remarks_of(finding)) {
    if (remark.tail.empty()) message += fmt::format("\n{}: {}", remark.kind, remark.text);
  }
  return message;
}

/// In the units of the client; those that findings have where the text cannot be had.
static lsp::Range range_in(const Session& session, const std::string& path,
                           const ReportPlace& place) {
  const LineColumn start{.line = place.start.line, .column = place.start.column};
  const LineColumn end{.line = place.end.line, .column = place.end.column};
  if (const std::shared_ptr<const SourceText> text = session.text_of(path)) {
    const TextPositions positions = session.positions_in(path, *text);
    return {.start = positions.position(start), .end = positions.position(end)};
  }
  const auto plain = [](LineColumn at) {
    return lsp::Position{.line = std::max(at.line, 1U) - 1,
                         .character = std::max(at.column, 1U) - 1};
  };
  return {.start = plain(start), .end = plain(end)};
}

static Json related_of(const Session& session, const ReportFinding& finding) {
  Json related = Json::array();
  for (const ReportLabel& label : finding.related) {
    const std::string other = LiveWorkspace::path_of(label.place);
    const lsp::Location location{.uri = session.uri_of(other),
                                 .range = range_in(session, other, label.place)};
    related.push_back({{"location", location}, {"message", label.text}});
  }
  return related;
}

static std::string help_address(const Session& session, const RuleInfo& rule) {
  const std::string address =
      help_url(rule, {.version = {}, .documentation_url = session.options.documentation_url});
  return address.empty() ? address_of({.kind = "rule", .name = std::string(rule.code)}) : address;
}

static std::string path_of(const ReportFailure& failure) {
  return "/" + failure.root_path;
}

static bool has_file(const Session& session, const ReportFailure& failure) {
  if (failure.path.empty()) return false;
  const std::string path = path_of(failure);
  return session.is_open(path) || session.host.files.kind(path) == EntryKind::file;
}

static Json failure_diagnostic(const Session& session, const std::string& path,
                               const ReportFailure& failure) {
  lsp::Range range;
  const std::shared_ptr<const SourceText> text = session.text_of(path);
  if (failure.line > 0 && text != nullptr) {
    const LineColumn at{.line = failure.line, .column = failure.column};
    const TextPositions positions = session.positions_in(path, *text);
    range.start = positions.position(at);
    // To the end of the line, which is where a person looks.
    const std::uint32_t line = std::min(at.line, text->lines().line_count());
    range.end = positions.position(text->lines().line_range(line).end);
    range.end = std::max(range.end, range.start);
  }
  return {{"range", range},
          {"severity", severity_number(Severity::error)},
          {"source", "ecac"},
          {"message", failure.message}};
}

}  // namespace shown_findings

ConfigurationFailures failures_by_path(const Session& session) {
  ConfigurationFailures failures;
  if (session.live == nullptr) return failures;
  for (const ReportFailure& failure : session.live->failures()) {
    if (shown_findings::has_file(session, failure)) {
      failures[shown_findings::path_of(failure)].push_back(failure);
    }
  }
  return failures;
}

std::vector<ReportFailure> failures_without_file(const Session& session) {
  std::vector<ReportFailure> failures;
  if (session.live == nullptr) return failures;
  for (const ReportFailure& failure : session.live->failures()) {
    if (!shown_findings::has_file(session, failure)) failures.push_back(failure);
  }
  return failures;
}

Json diagnostic_of(const Session& session, const std::string& path, const ReportFinding& finding) {
  using namespace shown_findings;
  const RuleInfo& rule = rule_of(finding.rule_case);
  Json diagnostic = {{"range", range_in(session, path, finding.place)},
                     {"severity", severity_number(finding.severity)},
                     {"code", rule.code},
                     {"source", "ecac"},
                     {"message", message_of(finding)}};
  if (session.client.code_description) {
    diagnostic["codeDescription"] = {{"href", help_address(session, rule)}};
  }
  if (const std::optional<int> tag = tag_of(finding.rule_case);
      tag && session.client.diagnostic_tags) {
    diagnostic["tags"] = Json::array({*tag});
  }
  if (session.client.related_information && !finding.related.empty()) {
    diagnostic["relatedInformation"] = related_of(session, finding);
  }
  if (session.client.diagnostic_data && !finding.fingerprint.empty()) {
    diagnostic["data"] = {{"fingerprint", finding.fingerprint}};
  }
  return diagnostic;
}

Json diagnostics_of(const Session& session, const std::string& path,
                    const ConfigurationFailures& failures) {
  Json diagnostics = Json::array();
  if (const auto found = failures.find(path); found != failures.end()) {
    for (const ReportFailure& failure : found->second) {
      diagnostics.push_back(shown_findings::failure_diagnostic(session, path, failure));
    }
  }
  if (session.live == nullptr) return diagnostics;
  for (const ReportFinding& finding : session.live->findings(path)) {
    diagnostics.push_back(diagnostic_of(session, path, finding));
  }
  return diagnostics;
}

std::string result_id(const Json& diagnostics) {
  return fmt::format("{:016x}", content_hash(write_message(diagnostics)));
}

}  // namespace ecac
