#pragma once

#include <array>
#include <string>
#include <string_view>

#include "compiler/emit/report/json_report.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/report/report.h"

namespace ecac {

/// What an output format is given besides the report. The same report and options give the same
/// bytes.
struct EmitOptions {
  ToolInfo tool = {};
  SnippetSource& lines;         ///< of the report's files, masked
  TextReportOptions text = {};  ///< for what people read
  /// Least severity at which the run has exit code 1; off is never.
  Severity fail_on = Severity::error;
  /// GitHub takes no longer summary of a job.
  static constexpr std::size_t kMostBytes = 1'000'000;
  std::size_t max_bytes = kMostBytes;  ///< of a page for people
};

/// An output format: one line of the table below, and one file beside this one or in a folder here.
struct ReportFormat {
  std::string_view name = {};     ///< of `--output-format`
  std::string_view endings = {};  ///< of file names, with a space between them
  /// Of a run that judged nothing there is nothing on standard output, because standard error has
  /// told why.
  bool for_people = false;
  bool shows_overview = false;    ///< it wants Report::overview
  bool shows_repository = false;  ///< it wants ReportRun::repository
  std::string (*emit)(const Report& report, const EmitOptions& options) = nullptr;
};

std::string emit_full(const Report& report, const EmitOptions& options);
std::string emit_concise(const Report& report, const EmitOptions& options);
std::string emit_json(const Report& report, const EmitOptions& options);
std::string emit_json_lines(const Report& report, const EmitOptions& options);
std::string emit_sarif(const Report& report, const EmitOptions& options);
std::string emit_github(const Report& report, const EmitOptions& options);
std::string emit_markdown(const Report& report, const EmitOptions& options);
std::string emit_gitlab(const Report& report, const EmitOptions& options);
std::string emit_junit(const Report& report, const EmitOptions& options);
std::string emit_checkstyle(const Report& report, const EmitOptions& options);
std::string emit_azure(const Report& report, const EmitOptions& options);
std::string emit_rdjson(const Report& report, const EmitOptions& options);
std::string emit_rdjsonl(const Report& report, const EmitOptions& options);
std::string emit_csv(const Report& report, const EmitOptions& options);
std::string emit_code_analyzer(const Report& report, const EmitOptions& options);
std::string emit_html(const Report& report, const EmitOptions& options);

/// All of them; the first is the default.
inline constexpr std::array kReportFormats = {
    ReportFormat{.name = "full", .endings = ".txt", .for_people = true, .emit = emit_full},
    ReportFormat{.name = "concise", .for_people = true, .emit = emit_concise},
    ReportFormat{.name = "json", .endings = ".json", .emit = emit_json},
    ReportFormat{.name = "json-lines", .endings = ".jsonl .ndjson", .emit = emit_json_lines},
    ReportFormat{.name = "sarif",
                 .endings = ".sarif .sarif.json",
                 .shows_repository = true,
                 .emit = emit_sarif},
    ReportFormat{.name = "github", .emit = emit_github},
    ReportFormat{.name = "markdown", .endings = ".md", .emit = emit_markdown},
    ReportFormat{.name = "gitlab", .endings = ".gitlab.json", .emit = emit_gitlab},
    ReportFormat{.name = "junit", .endings = ".junit.xml", .emit = emit_junit},
    ReportFormat{.name = "checkstyle", .endings = ".checkstyle.xml", .emit = emit_checkstyle},
    ReportFormat{.name = "azure", .emit = emit_azure},
    ReportFormat{.name = "rdjson", .endings = ".rdjson", .emit = emit_rdjson},
    ReportFormat{.name = "rdjsonl", .endings = ".rdjsonl", .emit = emit_rdjsonl},
    ReportFormat{.name = "csv", .endings = ".csv", .emit = emit_csv},
    ReportFormat{.name = "code-analyzer-json", .emit = emit_code_analyzer},
    ReportFormat{.name = "html", .endings = ".html", .shows_overview = true, .emit = emit_html},
};

/// Null if there is none of the name.
const ReportFormat* find_report_format(std::string_view name);
/// By the longest ending of the file's name; null if it is no format's.
const ReportFormat* report_format_of_file(std::string_view path);
/// Takes the first ending off a list of them, which must not be empty.
std::string_view next_ending(std::string_view& endings);

}  // namespace ecac
