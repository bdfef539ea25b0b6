#include "compiler/emit/report/json_report.h"

#include <fmt/format.h>

#include "compiler/emit/schema/schema_facts.h"

namespace ecac {
namespace {

constexpr unsigned kJsonFormatVersion = 1;

void write_position(JsonWriter& json, std::string_view name, const Position& position) {
  json.key(name).begin_object();
  json.member("line", position.line);
  json.member("column", position.column);
  json.member("offset", position.offset);
  json.end_object();
}

void write_place(JsonWriter& json, const ReportPlace& place) {
  json.member("path", place.root_path);
  json.key("range").begin_object();
  write_position(json, "start", place.start);
  write_position(json, "end", place.end);
  json.end_object();
}

void write_operation(JsonWriter& json, const ReportOperation& operation) {
  json.begin_object();
  switch (operation.kind) {
    case ReportOperation::Kind::edit:
      json.member("kind", "edit");
      write_place(json, operation.place);
      json.member("text", operation.text);
      break;
    case ReportOperation::Kind::create:
      json.member("kind", "create");
      json.member("path", operation.place.root_path);
      json.member("text", operation.text);
      break;
    case ReportOperation::Kind::rename:
      json.member("kind", "rename");
      json.member("path", operation.place.root_path);
      json.member("newPath", operation.new_root_path);
      break;
    case ReportOperation::Kind::remove:
      json.member("kind", "delete");
      json.member("path", operation.place.root_path);
      break;
  }
  json.end_object();
}

void write_fix(JsonWriter& json, const ReportFix& fix) {
  json.begin_object();
  json.member("description", fix.description);
  json.member("applicability", fix.applicability == Applicability::safe ? "safe" : "unsafe");
  json.key("operations").begin_array();
  for (const ReportOperation& operation : fix.operations) write_operation(json, operation);
  json.end_array();
  json.end_object();
}

void write_texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.string(text);
  json.end_array();
}

void write_waiver(JsonWriter& json, const ReportWaiver& waiver) {
  json.key("waiver").begin_object();
  json.member("kind", to_string(waiver.kind));
  json.member("rule", waiver.rule);
  json.member("reason", waiver.reason);
  json.member("owner", waiver.owner);
  json.member("until", waiver.until);
  write_place(json, waiver.place);
  json.end_object();
}

/// `waiver` is null for what is not waived.
void write_finding_members(JsonWriter& json, const ReportFinding& finding,
                           const ReportWaiver* waiver, const ToolInfo& tool) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  const RuleCase& rule_case = case_of(finding.rule_case);
  json.member("code", rule.code);
  json.member("name", rule.name);
  json.member("case", rule_case.id);
  json.member("evidence", rule_case.evidence);
  json.member("severity", to_string(finding.severity));
  json.member("state", waiver == nullptr ? to_string(finding.state) : "waived");
  if (waiver != nullptr) write_waiver(json, *waiver);
  json.member("owner", owner_word(finding.owner));
  json.member("message", finding.message);
  json.member("caret", finding.caret);
  write_place(json, finding.place);
  json.key("related").begin_array();
  for (const ReportLabel& label : finding.related) {
    json.begin_object();
    write_place(json, label.place);
    json.member("message", label.text);
    json.end_object();
  }
  json.end_array();
  write_texts(json, "helps", finding.helps);
  write_texts(json, "notes", finding.notes);
  json.key("fixes").begin_array();
  for (const ReportFix& fix : finding.fixes) write_fix(json, fix);
  json.end_array();
  json.member("project", finding.project);
  json.member("component", finding.component);
  json.member("element", finding.element);
  json.member("fingerprint", finding.fingerprint);
  std::string url = help_url(rule, tool);
  if (!url.empty()) json.member("helpUrl", url);
}

/// What is not there any more, by what it was about.
void write_gone_members(JsonWriter& json, const ReportFinding& finding) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  json.member("code", rule.code);
  json.member("name", rule.name);
  json.member("case", case_of(finding.rule_case).id);
  json.member("severity", to_string(finding.severity));
  json.member("message", finding.message);
  json.member("path", finding.place.root_path);
  json.member("project", finding.project);
  json.member("component", finding.component);
  json.member("element", finding.element);
  json.member("fingerprint", finding.fingerprint);
}

/// A reason as the text says it, without the marks of code in it.
std::string plain(std::string_view reason) {
  std::string words(reason);
  std::erase(words, '`');
  return words;
}

/// Empty for 0.
std::string version_or_empty(ApiVersion version) {
  return version == 0 ? std::string() : fmt::format("{}.0", version);
}

void write_run(JsonWriter& json, const ReportRun& run) {
  json.key("run").begin_object();
  json.key("checked").boolean(run.checked);
  json.member("mode", to_string(run.mode));
  json.member("preset", run.preset);
  write_texts(json, "paths", run.paths);
  json.key("apiVersions").begin_array();
  for (const ApiVersion version : run.api_versions) json.string(version_or_empty(version));
  json.end_array();
  json.member("newestApiVersion", version_or_empty(run.newest_version));
  write_texts(json, "configurations", {run.configurations.begin(), run.configurations.end()});
  json.member("against", run.against);
  write_texts(json, "baselines", {run.baselines.begin(), run.baselines.end()});
  json.member("since", run.since);
  json.member("sinceCommit", run.since_commit);
  json.key("staged").boolean(run.staged);
  json.end_object();
}

void write_failure_members(JsonWriter& json, const ReportFailure& failure) {
  json.member("code", code_of(failure.kind));
  json.member("name", name_of(failure.kind));
  json.member("message", failure.message);
  if (!failure.root_path.empty()) json.member("path", failure.root_path);
  if (failure.line == 0) return;
  json.member("line", failure.line);
  json.member("column", failure.column);
}

void write_notice_members(JsonWriter& json, const ReportNotice& notice) {
  json.member("code", code_of(notice.kind));
  json.member("name", name_of(notice.kind));
  json.key("fails").boolean(fails_run(notice.kind));
  json.member("message", notice.message);
  if (!notice.root_path.empty()) json.member("path", notice.root_path);
}

void write_summary(JsonWriter& json, const Report& report) {
  const ReportSummary& summary = report.summary;
  json.key("summary").begin_object();
  json.member("projects", summary.projects);
  json.member("apps", summary.apps);
  json.member("credentials", summary.credentials);
  json.member("filesChecked", summary.files_checked);
  json.member("filesSkipped", summary.files_skipped);
  json.key("skippedBy").begin_object();
  for (const auto& [reason, count] : summary.skipped_by) json.member(plain(reason), count);
  json.end_object();
  json.member("filesUnreadable", summary.files_unreadable);
  json.member("unsupportedEncodings", summary.unsupported_encodings);
  json.member("tooLarge", summary.too_large);
  json.member("errors", summary.errors);
  json.member("warnings", summary.warnings);
  json.member("infos", summary.infos);
  if (const auto& change = summary.change) {
    json.member("new", change->fresh());
    json.member("newErrors", change->errors);
    json.member("newWarnings", change->warnings);
    json.member("newInfos", change->infos);
    json.member("known", change->known);
    json.member("gone", change->gone);
  }
  const FixableCount fixable = count_fixable(report.findings);
  json.key("fixable").begin_object();
  json.member("safe", fixable.safe);
  json.member("unsafe", fixable.unsafe);
  json.end_object();
  json.member("suppressed", summary.suppressed);
  json.key("suppressedBy").begin_object();
  json.member("rule", summary.suppressed - summary.waived);
  for (std::size_t i = 0; i < kSuppressionKinds; ++i) {
    json.member(to_string(static_cast<SuppressionKind>(i)), summary.waived_by[i]);
  }
  json.end_object();
  if (summary.baseline_gone) json.member("baselineGone", *summary.baseline_gone);
  json.member("placeholders", summary.placeholders);
  json.member("outsideReferences", summary.outside_references);
  json.member("newerVersion", version_or_empty(summary.newer_version));
  json.key("manifests").begin_array();
  for (const auto& [path, shown] : summary.manifests) json.string(path);
  json.end_array();
  json.key("notJudged").begin_array();
  for (const ReportNotJudged& each : summary.not_judged) {
    const RuleInfo& rule = rule_of(each.rule_case);
    json.begin_object();
    json.member("code", rule.code);
    json.member("name", rule.name);
    json.member("project", each.project);
    json.member("component", each.component);
    json.member("message", each.message);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace

std::string help_url(const RuleInfo& rule, const ToolInfo& tool) {
  if (tool.documentation_url.empty()) return {};
  std::string url(tool.documentation_url);
  if (url.back() != '/') url += '/';
  url += rule.name;
  return url;
}

void write_json_head(JsonWriter& json, const ToolInfo& tool) {
  json.member("formatVersion", kJsonFormatVersion);
  json.key("tool").begin_object();
  json.member("name", tool.name);
  json.member("version", tool.version);
  json.end_object();
}

std::string json_report(const Report& report, const ToolInfo& tool) {
  std::string out;
  JsonWriter json(out, 2);
  json.begin_object();
  write_json_head(json, tool);
  write_run(json, report.run);
  json.key("failures").begin_array();
  for (const ReportFailure& failure : report.failures) {
    json.begin_object();
    write_failure_members(json, failure);
    json.end_object();
  }
  json.end_array();
  json.key("notices").begin_array();
  for (const ReportNotice& notice : report.notices) {
    json.begin_object();
    write_notice_members(json, notice);
    json.end_object();
  }
  json.end_array();
  write_summary(json, report);
  json.key("diagnostics").begin_array();
  for (const ReportFinding& finding : report.findings) {
    json.begin_object();
    write_finding_members(json, finding, nullptr, tool);
    json.end_object();
  }
  json.end_array();
  json.key("waived").begin_array();
  for (const WaivedFinding& waived : report.waived) {
    json.begin_object();
    write_finding_members(json, waived.finding, &report.waivers[waived.waiver], tool);
    json.end_object();
  }
  json.end_array();
  if (report.summary.change) {
    json.key("gone").begin_array();
    for (const ReportFinding& finding : report.gone) {
      json.begin_object();
      write_gone_members(json, finding);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
  out += '\n';
  return out;
}

std::string json_lines_report(const Report& report, const ToolInfo& tool) {
  std::string out;
  const auto write_line = [&](std::string_view kind, auto&& write_members) {
    JsonWriter json(out);
    json.begin_object();
    json.member("kind", kind);
    write_members(json);
    json.end_object();
    out += '\n';
  };
  for (const ReportFinding& finding : report.findings) {
    write_line("diagnostic",
               [&](JsonWriter& json) { write_finding_members(json, finding, nullptr, tool); });
  }
  for (const WaivedFinding& waived : report.waived) {
    write_line("waived", [&](JsonWriter& json) {
      write_finding_members(json, waived.finding, &report.waivers[waived.waiver], tool);
    });
  }
  for (const ReportFinding& finding : report.gone) {
    write_line("gone", [&](JsonWriter& json) { write_gone_members(json, finding); });
  }
  for (const ReportFailure& failure : report.failures) {
    write_line("failure", [&](JsonWriter& json) { write_failure_members(json, failure); });
  }
  for (const ReportNotice& notice : report.notices) {
    write_line("notice", [&](JsonWriter& json) { write_notice_members(json, notice); });
  }
  write_line("summary", [&](JsonWriter& json) {
    write_json_head(json, tool);
    write_run(json, report.run);
    write_summary(json, report);
  });
  return out;
}

}  // namespace ecac
