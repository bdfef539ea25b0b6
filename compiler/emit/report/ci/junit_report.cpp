#include <fmt/format.h>

#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/xml_text.h"

// JUnit's XML with the elements and attributes that strict readers know: a suite is a file, a case
// a rule that has something to say of it.

namespace ecac {
namespace junit {
namespace {

/// What a rule says of a file.
struct Case {
  std::vector<const ReportFinding*> failing = {};
  /// Below what fails the run, or there before the change.
  std::vector<const ReportFinding*> passing = {};
  std::vector<const WaivedFinding*> waived = {};
};

using Cases = std::map<CaseId, Case>;  ///< by the first case of the rule

std::string lines_of(const std::vector<const ReportFinding*>& findings) {
  std::string lines;
  for (const ReportFinding* finding : findings) {
    fmt::format_to(std::back_inserter(lines), "{}:{}:{}: {}{}: {}\n",
                   xml_text(file_of(finding->place)), finding->place.start.line,
                   finding->place.start.column, finding->counts() ? "" : "as before, ",
                   to_string(finding->severity), xml_text(finding->message));
    for (const Remark& remark : remarks_of(*finding)) {
      fmt::format_to(std::back_inserter(lines), "  {}: {}{}\n", remark.kind, xml_text(remark.text),
                     remark.tail);
    }
  }
  return lines;
}

std::string first_of(const std::vector<const ReportFinding*>& findings) {
  std::string message = xml_text(findings.front()->message);
  if (findings.size() > 1) message += fmt::format(" (and {} more)", findings.size() - 1);
  return message;
}

class Suites {
 public:
  explicit Suites(const Report& report) : report_(report) {}

  /// What is said of the run as a whole.
  void write_run() {
    const std::vector<RunEntry> entries = run_entries(report_);
    if (entries.empty()) return;
    begin_suite("ecac");
    for (const RunEntry& entry : entries) {
      begin_case(entry.title(), "ecac");
      write_outcome(entry);
      end_case();
    }
    end_suite();
  }

  void write_file(std::string_view path, const Cases& cases) {
    begin_suite(path);
    for (const auto& [first_case, said] : cases) {
      const RuleInfo& rule = rule_of(first_case);
      begin_case(fmt::format("{} {}", rule.code, rule.name), path);
      write_outcome(rule, said);
      end_case();
    }
    end_suite();
  }

  /// A report without a test is refused by some.
  void write_clean() {
    if (all_tests_ != 0) return;
    begin_suite("ecac");
    begin_case("no findings", "ecac");
    end_case();
    end_suite();
  }

  std::string finish() {
    return fmt::format(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ecac\" tests=\"{}\" "
               "failures=\"{}\" errors=\"{}\">\n",
               all_tests_, all_failures_, all_errors_) +
           out_ + "</testsuites>\n";
  }

 private:
  void begin_suite(std::string_view name) {
    name_ = xml_text(name);
    cases_.clear();
    tests_ = failures_ = errors_ = skipped_ = 0;
  }

  void end_suite() {
    fmt::format_to(std::back_inserter(out_),
                   "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
                   "skipped=\"{}\">\n",
                   name_, tests_, failures_, errors_, skipped_);
    out_ += cases_;
    out_ += "  </testsuite>\n";
    all_tests_ += tests_;
    all_failures_ += failures_;
    all_errors_ += errors_;
  }

  void begin_case(std::string_view name, std::string_view class_name) {
    ++tests_;
    fmt::format_to(std::back_inserter(cases_), "    <testcase name=\"{}\" classname=\"{}\">\n",
                   xml_text(name), xml_text(class_name));
  }
  void end_case() { cases_ += "    </testcase>\n"; }

  void write_outcome(const RunEntry& entry) {
    const std::string message = xml_text(entry.message);
    if (entry.severity != Severity::error) {
      ++skipped_;
      fmt::format_to(std::back_inserter(cases_), "      <skipped message=\"{}\"/>\n", message);
      return;
    }
    ++(entry.failed ? errors_ : failures_);
    std::string place;
    if (entry.line != 0) {
      place = fmt::format("{}:{}:{}: ", xml_text(entry.path), entry.line, entry.column);
    } else if (!entry.path.empty()) {
      place = xml_text(entry.path) + ": ";
    }
    fmt::format_to(std::back_inserter(cases_),
                   "      <{0} type=\"{1}\" message=\"{2}\">{3}{2}</{0}>\n",
                   entry.failed ? "error" : "failure", entry.code, message, place);
  }

  void write_outcome(const RuleInfo& rule, const Case& said) {
    if (!said.failing.empty()) {
      ++failures_;
      fmt::format_to(std::back_inserter(cases_),
                     "      <failure type=\"{}\" message=\"{}\">{}</failure>\n", rule.code,
                     first_of(said.failing), lines_of(said.failing));
    } else if (!said.waived.empty()) {
      ++skipped_;
      const WaivedFinding& waived = *said.waived.front();
      fmt::format_to(std::back_inserter(cases_), "      <skipped message=\"{}\">{}</skipped>\n",
                     xml_text(words_of(report_.waivers[waived.waiver])),
                     xml_text(waived.finding.message));
    }
    if (!said.passing.empty()) {
      fmt::format_to(std::back_inserter(cases_), "      <system-out>{}</system-out>\n",
                     lines_of(said.passing));
    }
  }

  const Report& report_;
  std::string out_;
  std::string name_;
  std::string cases_;
  std::size_t tests_ = 0;
  std::size_t failures_ = 0;
  std::size_t errors_ = 0;
  std::size_t skipped_ = 0;
  std::size_t all_tests_ = 0;
  std::size_t all_failures_ = 0;
  std::size_t all_errors_ = 0;
};

}  // namespace
}  // namespace junit

std::string emit_junit(const Report& report, const EmitOptions& options) {
  std::map<std::string, junit::Cases> files;
  const auto case_of_rule = [&](const ReportFinding& finding) -> junit::Case& {
    return files[file_of(finding.place)][rule_of(finding.rule_case).first_case];
  };
  for (const ReportFinding& finding : report.findings) {
    const bool fails =
        finding.counts() && options.fail_on != Severity::off && finding.severity >= options.fail_on;
    junit::Case& said = case_of_rule(finding);
    (fails ? said.failing : said.passing).push_back(&finding);
  }
  for (const WaivedFinding& waived : report.waived) {
    case_of_rule(waived.finding).waived.push_back(&waived);
  }
  junit::Suites suites(report);
  suites.write_run();
  for (const auto& [path, cases] : files) suites.write_file(path, cases);
  suites.write_clean();
  return suites.finish();
}

}  // namespace ecac
