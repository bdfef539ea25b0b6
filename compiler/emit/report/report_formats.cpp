#include "compiler/emit/report/report_formats.h"

#include <algorithm>

namespace ecac {

std::string emit_full(const Report& report, const EmitOptions& options) {
  return text_report(report, options.lines, options.text);
}

std::string emit_concise(const Report& report, const EmitOptions& options) {
  TextReportOptions text = options.text;
  text.concise = true;
  return text_report(report, options.lines, text);
}

std::string emit_json(const Report& report, const EmitOptions& options) {
  return json_report(report, options.tool);
}

std::string emit_json_lines(const Report& report, const EmitOptions& options) {
  return json_lines_report(report, options.tool);
}

const ReportFormat* find_report_format(std::string_view name) {
  const auto found = std::ranges::find(kReportFormats, name, &ReportFormat::name);
  return found == kReportFormats.end() ? nullptr : &*found;
}

std::string_view next_ending(std::string_view& endings) {
  const std::size_t end = std::min(endings.find(' '), endings.size());
  const std::string_view ending = endings.substr(0, end);
  endings.remove_prefix(std::min(end + 1, endings.size()));
  return ending;
}

const ReportFormat* report_format_of_file(std::string_view path) {
  const ReportFormat* found = nullptr;
  std::size_t longest = 0;
  for (const ReportFormat& format : kReportFormats) {
    for (std::string_view rest = format.endings; !rest.empty();) {
      const std::string_view ending = next_ending(rest);
      if (ending.size() <= longest || !path.ends_with(ending)) continue;
      longest = ending.size();
      found = &format;
    }
  }
  return found;
}

}  // namespace ecac
