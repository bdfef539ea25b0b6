#include "tests/live/told_findings.h"

#include <fmt/format.h>

#include "compiler/model/well_known_files.h"
#include "compiler/support/path_text.h"

namespace ecac::test {

namespace {

std::string in_words(const ReportFinding& finding) {
  std::string words =
      fmt::format("{}:{}-{}:{} {} {} {} {} {} {}", finding.place.start.line,
                  finding.place.start.column, finding.place.end.line, finding.place.end.column,
                  to_string(finding.severity), rule_of(finding.rule_case).code, finding.message,
                  finding.caret, finding.fingerprint, finding.element);
  for (const ReportLabel& label : finding.related) {
    words += fmt::format(" | {} {}:{} {}", file_name(label.place.root_path), label.place.start.line,
                         label.place.start.column, label.text);
  }
  for (const std::string& help : finding.helps) words += " | help " + help;
  for (const std::string& note : finding.notes) words += " | note " + note;
  for (const ReportFix& fix : finding.fixes) {
    words += " | fix " + fix.description;
    for (const ReportOperation& step : fix.operations) {
      words += fmt::format(" {}-{} {}", step.place.range.begin, step.place.range.end, step.text);
    }
  }
  return words;
}

}  // namespace

Told told_by(const LiveWorkspace& live) {
  Told told;
  for (const std::string& path : live.paths_with_findings()) {
    for (const ReportFinding& finding : live.findings(path)) {
      told[path].push_back(in_words(finding));
    }
  }
  return told;
}

Told told_in(const Report& report, std::string_view root, const FileTree& files) {
  Told told;
  for (const ReportFinding& finding : report.findings) {
    std::string path = absolute_path(root, finding.place.root_path);
    if (finding.place.file == FileId::none && files.kind(path) == EntryKind::directory) {
      path = join_path(path, kProjectFileName);
    }
    told[path].push_back(in_words(finding));
  }
  return told;
}

}  // namespace ecac::test
