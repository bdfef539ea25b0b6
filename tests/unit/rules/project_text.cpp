#include "tests/unit/rules/project_text.h"

#include <fmt/format.h>

namespace ecac::test {

namespace {

std::string words_for(const ReportOperation& operation) {
  switch (operation.kind) {
    case ReportOperation::Kind::edit:
      return fmt::format("edit {}:{}:{}-{}:{} `{}`", operation.place.path,
                         operation.place.start.line, operation.place.start.column,
                         operation.place.end.line, operation.place.end.column, operation.text);
    case ReportOperation::Kind::create:
      return fmt::format("create {} `{}`", operation.place.path, operation.text);
    case ReportOperation::Kind::rename:
      return fmt::format("rename {} to {}", operation.place.path, operation.new_path);
    case ReportOperation::Kind::remove: return fmt::format("remove {}", operation.place.path);
  }
  return {};
}

}  // namespace

ProjectText& ProjectText::options(std::vector<std::string> options) {
  options_ = std::move(options);
  return *this;
}

PageSection ProjectText::section() const {
  PageSection section;
  section.options = options_;
  for (const auto& [path, text] : texts()) section.files.push_back({.path = path, .text = text});
  return section;
}

std::vector<std::string> ProjectText::findings() const {
  std::vector<std::string> lines;
  for (const SeenFinding& seen : run_section(section())) {
    lines.push_back(fmt::format("{}:{} {}[{}/{}] {}", seen.path, seen.line, seen.severity,
                                seen.rule, seen.case_id, seen.covered));
  }
  return lines;
}

std::vector<std::string> ProjectText::fixes(std::string_view code) const {
  std::vector<std::string> lines;
  const CheckResult result = check_section(section());
  for (const ReportFinding& finding : result.report.findings) {
    if (rule_of(finding.rule_case).code != code) continue;
    for (const ReportFix& fix : finding.fixes) {
      std::string line = fix.applicability == Applicability::safe ? "safe:" : "unsafe:";
      for (const ReportOperation& operation : fix.operations) line += " " + words_for(operation);
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace ecac::test
