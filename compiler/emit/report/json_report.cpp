#include "compiler/emit/report/json_report.h"

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
  json.member("path", place.path);
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
      json.member("path", operation.place.path);
      json.member("text", operation.text);
      break;
    case ReportOperation::Kind::rename:
      json.member("kind", "rename");
      json.member("path", operation.place.path);
      json.member("newPath", operation.new_path);
      break;
    case ReportOperation::Kind::remove:
      json.member("kind", "delete");
      json.member("path", operation.place.path);
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

void write_finding_members(JsonWriter& json, const ReportFinding& finding, const ToolInfo& tool) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  json.member("code", rule.code);
  json.member("name", rule.name);
  json.member("severity", to_string(finding.severity));
  json.member("message", finding.message);
  write_place(json, finding.place);
  json.key("related").begin_array();
  for (const ReportLabel& label : finding.related) {
    json.begin_object();
    write_place(json, label.place);
    json.member("message", label.text);
    json.end_object();
  }
  json.end_array();
  json.key("fixes").begin_array();
  for (const ReportFix& fix : finding.fixes) write_fix(json, fix);
  json.end_array();
  json.member("fingerprint", finding.fingerprint);
  std::string url = help_url(rule, tool);
  if (!url.empty()) json.member("helpUrl", url);
}

void write_summary(JsonWriter& json, const ReportSummary& summary) {
  json.key("summary").begin_object();
  json.member("filesChecked", summary.files_checked);
  json.member("filesSkipped", summary.files_skipped);
  json.member("filesUnreadable", summary.files_unreadable);
  json.member("errors", summary.errors);
  json.member("warnings", summary.warnings);
  json.member("infos", summary.infos);
  json.member("suppressed", summary.suppressed);
  json.member("placeholders", summary.placeholders);
  json.member("outsideReferences", summary.outside_references);
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
  write_summary(json, report.summary);
  json.key("diagnostics").begin_array();
  for (const ReportFinding& finding : report.findings) {
    json.begin_object();
    write_finding_members(json, finding, tool);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out += '\n';
  return out;
}

std::string json_lines_report(const Report& report, const ToolInfo& tool) {
  std::string out;
  for (const ReportFinding& finding : report.findings) {
    JsonWriter json(out);
    json.begin_object();
    json.member("kind", "diagnostic");
    write_finding_members(json, finding, tool);
    json.end_object();
    out += '\n';
  }
  JsonWriter json(out);
  json.begin_object();
  json.member("kind", "summary");
  write_json_head(json, tool);
  write_summary(json, report.summary);
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace ecac
