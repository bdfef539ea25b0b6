#include <array>
#include <string>

#include "compiler/emit/report/ci/log_issues.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/display_text.h"

// Logging commands of Azure Pipelines, which become issues of a task: at most ten errors and ten
// warnings. There are no others.

namespace ecac {
namespace azure {
namespace {

constexpr std::size_t kMostOfKind = 10;

constexpr std::array kInData = {CommandEscape{'%', "%AZP25"}, CommandEscape{'\r', "%0D"},
                                CommandEscape{'\n', "%0A"}};
constexpr std::array kInProperty = {CommandEscape{'%', "%AZP25"}, CommandEscape{'\r', "%0D"},
                                    CommandEscape{'\n', "%0A"}, CommandEscape{']', "%5D"},
                                    CommandEscape{';', "%3B"}};

void add_property(std::string& out, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  out += name;
  out += '=';
  out += escaped(value, kInProperty);
  out += ';';
}

void add_property(std::string& out, std::string_view name, std::uint32_t value) {
  if (value != 0) add_property(out, name, std::to_string(value));
}

std::string written(const LogIssue& issue) {
  std::string out = "##vso[task.logissue ";
  add_property(out, "type", issue.severity == Severity::error ? "error" : "warning");
  add_property(out, "sourcepath", issue.path);
  add_property(out, "linenumber", issue.line);
  add_property(out, "columnnumber", issue.column);
  add_property(out, "code", issue.code);
  out += ']';
  out += escaped(issue.message, kInData);
  out += '\n';
  return out;
}

}  // namespace
}  // namespace azure

std::string emit_azure(const Report& report, const EmitOptions& /*options*/) {
  std::string out;
  const std::vector<LogIssue> issues = log_issues(report, azure::kMostOfKind, Severity::warning);
  for (const LogIssue& issue : issues) out += azure::written(issue);
  // Else a task with warnings looks like one without.
  for (const ReportNotice& notice : report.notices) {
    // There are no lesser ones, and a change that touches nothing of ours is no issue of the task.
    if (fails_run(notice.kind)) continue;
    out += azure::written({.severity = Severity::warning,
                           .code = std::string(code_of(notice.kind)),
                           .message = printable(notice.message)});
  }
  if (!issues.empty() && issues.front().severity == Severity::warning) {
    out += "##vso[task.complete result=SucceededWithIssues;]\n";
  }
  return out;
}

}  // namespace ecac
