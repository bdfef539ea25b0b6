#include <array>
#include <string>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/display_text.h"

// The results of Salesforce Code Analyzer as JSON, as if ecac were one of its engines. Its run
// folder is absolute, which would tell of the machine; ours is the root of the report.

namespace ecac {
namespace code_analyzer {
namespace {

void write_location_members(JsonWriter& json, const ReportPlace& place, SnippetSource& lines) {
  const UnitRange range = unit_range(place, lines);
  json.member("file", file_of(place));
  json.member("startLine", place.start.line);
  json.member("startColumn", range.start.utf16);
  json.member("endLine", place.end.line);
  json.member("endColumn", range.end.utf16);
}

void write_location(JsonWriter& json, const ReportPlace& place, std::string_view comment,
                    SnippetSource& lines) {
  json.begin_object();
  write_location_members(json, place, lines);
  if (!comment.empty()) json.member("comment", printable(comment));
  json.end_object();
}

unsigned severity_of(const RunEntry& entry) {
  if (entry.failed) return 1;
  return entry.severity == Severity::error ? 2 : 5;
}

void write_counts(JsonWriter& json, const Report& report) {
  std::array<std::size_t, 5> counts = {};
  const std::vector<RunEntry> entries = run_entries(report);
  for (const RunEntry& entry : entries) ++counts[severity_of(entry) - 1];
  const std::vector<const ReportFinding*> findings = gravest_that_count(report);
  for (const ReportFinding* finding : findings) {
    ++counts[code_analyzer_severity(*finding) - 1];
  }
  json.key("violationCounts").begin_object();
  json.member("total", findings.size() + entries.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    json.member("sev" + std::to_string(i + 1), counts[i]);
  }
  json.end_object();
}

void write_violation(JsonWriter& json, const ReportFinding& finding, const EmitOptions& options) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  json.begin_object();
  json.member("rule", rule.code);
  json.member("engine", options.tool.name);
  json.member("severity", code_analyzer_severity(finding));
  json.key("tags").begin_array();
  for (const std::string& tag : tags_of(rule)) json.string(tag);
  json.end_array();
  json.member("primaryLocationIndex", 0U);
  json.key("locations").begin_array();
  write_location(json, finding.place, finding.caret, options.lines);
  for (const ReportLabel& label : finding.related) {
    write_location(json, label.place, label.text, options.lines);
  }
  json.end_array();
  json.member("message", printable(finding.message));
  json.key("resources").begin_array();
  if (const std::string url = help_url(rule, options.tool); !url.empty()) json.string(url);
  json.end_array();
  std::vector<const ReportOperation*> edits;
  for (const ReportFix& fix : finding.fixes) {
    const ReportOperation* edit = single_edit(fix);
    if (edit != nullptr && fix.applicability == Applicability::safe) edits.push_back(edit);
  }
  if (!edits.empty()) {
    json.key("fixes").begin_array();
    for (const ReportOperation* edit : edits) {
      json.begin_object();
      json.key("location");
      write_location(json, edit->place, {}, options.lines);
      json.member("fixedCode", edit->text);
      json.end_object();
    }
    json.end_array();
  }
  const std::vector<Remark> remarks = remarks_of(finding);
  if (!remarks.empty()) {
    json.key("suggestions").begin_array();
    for (const Remark& remark : remarks) {
      json.begin_object();
      json.key("location");
      write_location(json, finding.place, {}, options.lines);
      json.member("message", printable(remark.text));
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void write_entry(JsonWriter& json, const RunEntry& entry, const EmitOptions& options) {
  const std::uint32_t line = std::max(entry.line, 1U);
  const std::uint32_t column = std::max(entry.column, 1U);
  json.begin_object();
  json.member("rule", entry.code);
  json.member("engine", options.tool.name);
  json.member("severity", severity_of(entry));
  json.key("tags").begin_array();
  json.string("RUN");
  json.end_array();
  json.member("primaryLocationIndex", 0U);
  json.key("locations").begin_array();
  json.begin_object();
  json.member("file", entry.file());
  json.member("startLine", line);
  json.member("startColumn", column);
  json.member("endLine", line);
  json.member("endColumn", column);
  json.end_object();
  json.end_array();
  json.member("message", entry.words());
  json.key("resources").begin_array();
  json.end_array();
  json.end_object();
}

}  // namespace
}  // namespace code_analyzer

std::string emit_code_analyzer(const Report& report, const EmitOptions& options) {
  std::string out;
  JsonWriter json(out, 2);
  json.begin_object();
  json.member("runDir", "./");
  code_analyzer::write_counts(json, report);
  json.key("versions").begin_object();
  json.member(options.tool.name, options.tool.version);
  json.end_object();
  json.key("violations").begin_array();
  for (const RunEntry& entry : run_entries(report)) {
    code_analyzer::write_entry(json, entry, options);
  }
  for (const ReportFinding* finding : gravest_that_count(report)) {
    code_analyzer::write_violation(json, *finding, options);
  }
  json.end_array();
  json.end_object();
  out += '\n';
  return out;
}

}  // namespace ecac
