#include <string>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/display_text.h"

// The Reviewdog Diagnostic Format, as one document and as a line for each finding. Columns count
// bytes of UTF-8.

namespace ecac {
namespace rdjson {
namespace {

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error: return "ERROR";
    case Severity::warning: return "WARNING";
    case Severity::info:
    case Severity::off: return "INFO";
  }
  return "INFO";
}

void write_position(JsonWriter& json, std::string_view name, std::uint32_t line,
                    std::uint32_t column) {
  json.key(name).begin_object();
  json.member("line", line);
  json.member("column", column);
  json.end_object();
}

void write_range(JsonWriter& json, const ReportPlace& place, SnippetSource& lines) {
  const UnitRange range = unit_range(place, lines);
  json.key("range").begin_object();
  write_position(json, "start", place.start.line, range.start.utf8);
  write_position(json, "end", place.end.line, range.end.utf8);
  json.end_object();
}

void write_location(JsonWriter& json, const ReportPlace& place, SnippetSource& lines) {
  json.key("location").begin_object();
  json.member("path", file_of(place));
  if (place.file != FileId::none) write_range(json, place, lines);
  json.end_object();
}

void write_source(JsonWriter& json, const ToolInfo& tool) {
  json.key("source").begin_object();
  json.member("name", tool.name);
  if (!tool.documentation_url.empty()) json.member("url", tool.documentation_url);
  json.end_object();
}

void write_suggestions(JsonWriter& json, const ReportFinding& finding, SnippetSource& lines) {
  std::vector<const ReportOperation*> edits;
  for (const ReportFix& fix : finding.fixes) {
    // What several edits do together cannot be said, nor what a person must look at.
    const ReportOperation* edit = single_edit(fix);
    if (edit == nullptr || fix.applicability != Applicability::safe) continue;
    if (edit->place.root_path == finding.place.root_path) edits.push_back(edit);
  }
  if (edits.empty()) return;
  json.key("suggestions").begin_array();
  for (const ReportOperation* edit : edits) {
    json.begin_object();
    write_range(json, edit->place, lines);
    json.member("text", edit->text);
    json.end_object();
  }
  json.end_array();
}

/// Members of a diagnostic without `source`.
void write_finding(JsonWriter& json, const ReportFinding& finding, const EmitOptions& options) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  json.member("message", message_lines(finding));
  write_location(json, finding.place, options.lines);
  json.member("severity", severity_word(finding.severity));
  json.key("code").begin_object();
  json.member("value", rule.code);
  if (const std::string url = help_url(rule, options.tool); !url.empty()) json.member("url", url);
  json.end_object();
  write_suggestions(json, finding, options.lines);
  if (finding.related.empty()) return;
  json.key("related_locations").begin_array();
  for (const ReportLabel& label : finding.related) {
    json.begin_object();
    json.member("message", printable(label.text));
    write_location(json, label.place, options.lines);
    json.end_object();
  }
  json.end_array();
}

void write_entry(JsonWriter& json, const RunEntry& entry) {
  json.member("message", entry.words());
  json.key("location").begin_object();
  json.member("path", entry.file());
  if (entry.line != 0) {
    json.key("range").begin_object();
    write_position(json, "start", entry.line, std::max(entry.column, 1U));
    json.end_object();
  }
  json.end_object();
  json.member("severity", severity_word(entry.severity));
  json.key("code").begin_object();
  json.member("value", entry.code);
  json.end_object();
}

}  // namespace
}  // namespace rdjson

std::string emit_rdjson(const Report& report, const EmitOptions& options) {
  std::string out;
  JsonWriter json(out, 2);
  json.begin_object();
  rdjson::write_source(json, options.tool);
  json.key("diagnostics").begin_array();
  for (const RunEntry& entry : run_entries(report)) {
    json.begin_object();
    rdjson::write_entry(json, entry);
    json.end_object();
  }
  for (const ReportFinding* finding : gravest_that_count(report)) {
    json.begin_object();
    rdjson::write_finding(json, *finding, options);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out += '\n';
  return out;
}

std::string emit_rdjsonl(const Report& report, const EmitOptions& options) {
  std::string out;
  const auto write_line = [&](auto&& write_members) {
    JsonWriter json(out);
    json.begin_object();
    write_members(json);
    rdjson::write_source(json, options.tool);
    json.end_object();
    out += '\n';
  };
  for (const RunEntry& entry : run_entries(report)) {
    write_line([&](JsonWriter& json) { rdjson::write_entry(json, entry); });
  }
  for (const ReportFinding* finding : gravest_that_count(report)) {
    write_line([&](JsonWriter& json) { rdjson::write_finding(json, *finding, options); });
  }
  return out;
}

}  // namespace ecac
