#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/hash/sha256.h"

// A code quality report of GitLab. Its reader stops at the first entry that lacks a member, and
// stores entries by their fingerprint, so that equal ones vanish.

namespace ecac {
namespace gitlab {
namespace {

std::string_view severity_of(const ReportFinding& finding) {
  if (tells_secret(finding)) return "blocker";
  switch (finding.severity) {
    case Severity::error: return "critical";
    case Severity::warning: return "minor";
    case Severity::info:
    case Severity::off: return "info";
  }
  return "info";
}

class Fingerprints {
 public:
  /// Another one for each call.
  std::string next(std::string_view project, std::string_view fingerprint) {
    Sha256 hash;
    for (const std::string_view part : {project, fingerprint}) {
      hash.update(std::to_string(part.size()));
      hash.update(":");
      hash.update(part);
    }
    std::string digest = hash.hex_digest().substr(0, 32);
    const unsigned number = ++seen_[digest];
    if (number > 1) digest += fmt::format("{:02x}", number);
    return digest;
  }

 private:
  std::map<std::string, unsigned> seen_;
};

struct Entry {
  std::string description = {};
  std::string_view check_name = {};
  std::string fingerprint = {};
  std::string_view severity = {};
  std::string path = {};
  std::uint32_t first_line = 1;
  std::uint32_t last_line = 1;
};

void write(JsonWriter& json, const Entry& entry) {
  json.begin_object();
  json.member("description", entry.description);
  json.member("check_name", entry.check_name);
  json.member("fingerprint", entry.fingerprint);
  json.member("severity", entry.severity);
  json.key("location").begin_object();
  json.member("path", entry.path);
  json.key("lines").begin_object();
  json.member("begin", entry.first_line);
  json.member("end", entry.last_line);
  json.end_object();
  json.end_object();
  json.end_object();
}

}  // namespace
}  // namespace gitlab

std::string emit_gitlab(const Report& report, const EmitOptions& /*options*/) {
  std::string out;
  JsonWriter json(out, 2);
  gitlab::Fingerprints fingerprints;
  json.begin_array();
  for (const RunEntry& entry : run_entries(report)) {
    const std::string_view severity = entry.severity == Severity::error ? "critical" : "info";
    gitlab::write(json, {.description = entry.words(),
                         .check_name = entry.code,
                         .fingerprint = fingerprints.next(entry.code, entry.message),
                         .severity = entry.failed ? "blocker" : severity,
                         .path = std::string(entry.file()),
                         .first_line = std::max(entry.line, 1U),
                         .last_line = std::max(entry.line, 1U)});
  }
  for (const ReportFinding* finding : gravest_first(report)) {
    const RuleInfo& rule = rule_of(finding->rule_case);
    gitlab::write(json,
                  {.description = fmt::format("{}: {}", rule.code, printable(finding->message)),
                   .check_name = rule.name,
                   .fingerprint = fingerprints.next(finding->project, finding->fingerprint),
                   .severity = gitlab::severity_of(*finding),
                   .path = file_of(finding->place),
                   .first_line = finding->place.start.line,
                   .last_line = finding->place.end.line});
  }
  json.end_array();
  out += '\n';
  return out;
}

}  // namespace ecac
