#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/schema/schema_facts.h"
#include "compiler/emit/text/display_text.h"

// A table for people who sort and count (RFC 4180). It begins with the columns of Salesforce Code
// Analyzer.

namespace ecac {
namespace csv {
namespace {

constexpr std::string_view kHead =
    "rule,engine,severity,tags,file,startLine,startColumn,endLine,endColumn,message,resources,name,"
    "level,case,evidence,owner,project,component,element,fingerprint,state,reason,help,waivedBy,"
    "until";

class Row {
 public:
  explicit Row(std::string& out) : out_(out) {}
  ~Row() { out_ += "\r\n"; }
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;

  Row& number(std::uint32_t value) {
    separate();
    out_ += std::to_string(value);
    return *this;
  }

  Row& text(std::string_view value) {
    separate();
    std::string shown = printable(value);
    // A spreadsheet would take it for a formula.
    if (!shown.empty() && std::string_view("=+-@").find(shown.front()) != std::string_view::npos) {
      shown.insert(0, 1, '\'');
    }
    if (shown.find_first_of(",\"") == std::string::npos) {
      out_ += shown;
      return *this;
    }
    out_ += '"';
    for (const char c : shown) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
    return *this;
  }

 private:
  void separate() {
    if (!first_) out_ += ',';
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;
};

std::string help_of(const ReportFinding& finding) {
  const std::vector<Remark> remarks = remarks_of(finding);
  std::vector<std::string_view> helps;
  helps.reserve(remarks.size());
  for (const Remark& remark : remarks) helps.push_back(remark.text);
  return fmt::format("{}", fmt::join(helps, "; "));
}

void write(std::string& out, const ReportFinding& finding, const ReportWaiver* waiver,
           const EmitOptions& options) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  const RuleCase& rule_case = case_of(finding.rule_case);
  const UnitRange range = unit_range(finding.place, options.lines);
  Row row(out);
  row.text(rule.code).text(options.tool.name).number(code_analyzer_severity(finding));
  row.text(fmt::format("{}", fmt::join(tags_of(rule), ",")));
  row.text(file_of(finding.place));
  row.number(finding.place.start.line).number(range.start.utf16);
  row.number(finding.place.end.line).number(range.end.utf16);
  row.text(finding.message).text(help_url(rule, options.tool));
  row.text(rule.name).text(to_string(finding.severity));
  row.text(rule_case.id).text(rule_case.evidence).text(owner_word(finding.owner));
  row.text(finding.project).text(finding.component).text(finding.element).text(finding.fingerprint);
  row.text(waiver == nullptr ? to_string(finding.state) : "waived");
  row.text(waiver == nullptr ? std::string_view() : std::string_view(waiver->reason));
  row.text(help_of(finding));
  row.text(waiver == nullptr ? std::string_view() : std::string_view(waiver->owner));
  row.text(waiver == nullptr ? std::string_view() : std::string_view(waiver->until));
}

void write(std::string& out, const RunEntry& entry, const EmitOptions& options) {
  const std::uint32_t line = std::max(entry.line, 1U);
  const std::uint32_t column = std::max(entry.column, 1U);
  const bool grave = entry.severity == Severity::error;
  const unsigned severity = grave ? 2 : 5;
  Row row(out);
  row.text(entry.code).text(options.tool.name).number(entry.failed ? 1 : severity).text("RUN");
  row.text(entry.file()).number(line).number(column).number(line).number(column);
  row.text(entry.words()).text("").text(entry.name);
  row.text(to_string(entry.severity));
  for (int empty = 0; empty < 7; ++empty) row.text("");
  row.text(grave ? "failed" : "not-checked");
  for (int empty = 0; empty < 4; ++empty) row.text("");
}

}  // namespace
}  // namespace csv

std::string emit_csv(const Report& report, const EmitOptions& options) {
  std::string out(csv::kHead);
  out += "\r\n";
  for (const RunEntry& entry : run_entries(report)) csv::write(out, entry, options);
  for (const ReportFinding* finding : gravest_first(report)) {
    csv::write(out, *finding, nullptr, options);
  }
  for (const WaivedFinding& waived : report.waived) {
    csv::write(out, waived.finding, &report.waivers[waived.waiver], options);
  }
  return out;
}

}  // namespace ecac
