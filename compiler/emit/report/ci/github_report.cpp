#include <array>
#include <string>

#include "compiler/emit/report/ci/log_issues.h"
#include "compiler/emit/report/report_formats.h"

// Workflow commands, which a runner turns into annotations: at most ten of each kind a step.

namespace ecac {
namespace github {
namespace {

constexpr std::size_t kMostOfKind = 10;

constexpr std::array kInData = {CommandEscape{'%', "%25"}, CommandEscape{'\r', "%0D"},
                                CommandEscape{'\n', "%0A"}};
constexpr std::array kInProperty = {CommandEscape{'%', "%25"}, CommandEscape{'\r', "%0D"},
                                    CommandEscape{'\n', "%0A"}, CommandEscape{':', "%3A"},
                                    CommandEscape{',', "%2C"}};

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info:
    case Severity::off: return "notice";
  }
  return "notice";
}

class Command {
 public:
  explicit Command(std::string_view name) : text_("::") { text_ += name; }
  void property(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    text_ += first_ ? ' ' : ',';
    first_ = false;
    text_ += name;
    text_ += '=';
    text_ += escaped(value, kInProperty);
  }
  void property(std::string_view name, std::uint32_t value) {
    if (value != 0) property(name, std::to_string(value));
  }
  std::string with(std::string_view message) && {
    text_ += "::";
    text_ += escaped(message, kInData);
    text_ += '\n';
    return std::move(text_);
  }

 private:
  std::string text_;
  bool first_ = true;
};

std::string written(const LogIssue& issue) {
  Command command(command_of(issue.severity));
  command.property("title", issue.title);
  command.property("file", issue.path);
  if (!issue.path.empty()) {
    command.property("line", issue.line);
    command.property("endLine", issue.end_line);
    // Columns over several lines are refused.
    if (issue.line == issue.end_line) {
      command.property("col", issue.column);
      command.property("endColumn", issue.end_column);
    }
  }
  return std::move(command).with(issue.message);
}

}  // namespace
}  // namespace github

std::string emit_github(const Report& report, const EmitOptions& /*options*/) {
  std::string out;
  for (const LogIssue& issue : log_issues(report, github::kMostOfKind, Severity::info)) {
    out += github::written(issue);
  }
  return out;
}

}  // namespace ecac
