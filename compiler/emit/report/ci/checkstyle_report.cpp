#include <fmt/format.h>

#include <iterator>
#include <string>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/xml_text.h"

// Checkstyle's XML, in the order of the report: files, and what is wrong in each. A reader takes
// the last part of `source` for the kind of a finding and the one before for its category.

namespace ecac {
namespace checkstyle {
namespace {

class Document {
 public:
  void add(std::string_view path, std::uint32_t line, std::uint32_t column,
           std::string_view severity, std::string_view message, std::string_view source) {
    if (!open_ || path != path_) {
      close();
      open_ = true;
      path_ = path;
      out_ += fmt::format("  <file name=\"{}\">\n", xml_text(path));
    }
    fmt::format_to(std::back_inserter(out_),
                   "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" "
                   "source=\"{}\"/>\n",
                   line, column, severity, xml_text(message), source);
  }
  std::string finish() {
    close();
    return std::move(out_) + "</checkstyle>\n";
  }

 private:
  void close() {
    if (open_) out_ += "  </file>\n";
  }

  std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  std::string path_;
  bool open_ = false;
};

}  // namespace
}  // namespace checkstyle

std::string emit_checkstyle(const Report& report, const EmitOptions& /*options*/) {
  checkstyle::Document document;
  for (const RunEntry& entry : run_entries(report)) {
    document.add(entry.file(), std::max(entry.line, 1U), std::max(entry.column, 1U),
                 to_string(entry.severity), entry.words(), fmt::format("ecac.RUN.{}", entry.code));
  }
  for (const ReportFinding& finding : report.findings) {
    if (!finding.counts()) continue;
    const RuleInfo& rule = rule_of(finding.rule_case);
    document.add(file_of(finding.place), finding.place.start.line, finding.place.start.column,
                 to_string(finding.severity), finding.message,
                 fmt::format("ecac.{}.{}", rule.family(), rule.code));
  }
  return document.finish();
}

}  // namespace ecac
