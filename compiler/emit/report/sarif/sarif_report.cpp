#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/report/sarif/sarif_level.h"
#include "compiler/emit/report/sarif/sarif_places.h"
#include "compiler/emit/report/sarif/sarif_rules.h"
#include "compiler/emit/schema/schema_facts.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/text/ascii.h"

// SARIF 2.1.0 as GitHub, GitLab, Jenkins and Azure read it. One run, whatever happened.

namespace ecac {
namespace sarif {
namespace {

/// What GitHub keeps of a run.
constexpr std::size_t kMostResults = 5000;
/// What it shows of a result.
constexpr std::size_t kMostRelated = 100;

void write_message(JsonWriter& json, std::string_view text) {
  json.key("message").begin_object();
  json.member("text", text);
  json.end_object();
}

/// Text between the brackets of a link.
std::string link_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// A further place of a finding, and what is to be seen there.
struct RelatedPlace {
  const ReportPlace* place = nullptr;
  std::string_view text = {};
};

/// Where a review shows a finding at one of its further places, its own comes first.
std::vector<RelatedPlace> related_of(const ReportFinding& finding) {
  std::vector<RelatedPlace> related;
  if (finding.touched != 0) related.push_back({&finding.place, "what it is about"});
  for (const ReportLabel& label : finding.related) {
    if (related.size() == kMostRelated) break;
    related.push_back({&label.place, label.text});
  }
  return related;
}

/// A reader links a related place only where the message names its number.
std::string message_of(const ReportFinding& finding) {
  std::string text = as_sentence(printable(finding.message));
  for (const Remark& remark : remarks_of(finding)) {
    text += ' ';
    std::string sentence = as_sentence(printable(remark.text));
    if (!sentence.empty()) sentence.front() = ascii::to_upper(sentence.front());
    text += sentence;
  }
  const std::vector<RelatedPlace> related = related_of(finding);
  for (std::size_t i = 0; i < related.size(); ++i) {
    const auto& [place, words] = related[i];
    const std::string shown = words.empty()
                                  ? fmt::format("{}:{}", place->root_path, place->start.line)
                                  : std::string(words);
    text += fmt::format("{}[{}]({})", i == 0 ? " See " : ", ", link_text(shown), i + 1);
  }
  return related.empty() ? text : text + '.';
}

class Log {
 public:
  Log(JsonWriter& json, const Report& report, const EmitOptions& options)
      : json_(json), report_(report), options_(options) {}

  void write() {
    json_.begin_object();
    json_.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_.member("version", "2.1.0");
    json_.key("runs").begin_array();
    json_.begin_object();
    write_tool();
    write_invocation();
    write_provenance();
    json_.key("automationDetails").begin_object();
    json_.member("id", fmt::format("ecac/{}/", to_string(report_.run.mode)));
    json_.end_object();
    json_.key("originalUriBaseIds").begin_object();
    json_.key("%SRCROOT%").begin_object();
    json_.key("description").begin_object();
    json_.member("text", "The root of the repository, or the folder that was named for it.");
    json_.end_object();
    json_.end_object();
    json_.end_object();
    json_.member("columnKind", "unicodeCodePoints");
    write_results();
    json_.end_object();
    json_.end_array();
    json_.end_object();
  }

 private:
  void write_tool() {
    json_.key("tool").begin_object();
    json_.key("driver").begin_object();
    json_.member("name", options_.tool.name);
    json_.member("version", options_.tool.version);
    json_.member("semanticVersion", options_.tool.version);
    // A reader wants an address. A build without one has a name that is as good for comparing.
    const std::string_view address = options_.tool.documentation_url;
    json_.member("informationUri", address.empty() ? "urn:ecac:tool" : address);
    write_sarif_rules(json_, options_.tool);
    json_.end_object();
    json_.end_object();
  }

  unsigned exit_code() const {
    if (!report_.failures.empty()) return 2;
    return run_fails(report_, options_.fail_on) ? 1 : 0;
  }

  void write_invocation() {
    json_.key("invocations").begin_array();
    json_.begin_object();
    json_.key("executionSuccessful").boolean(report_.failures.empty());
    json_.member("exitCode", exit_code());
    if (!report_.failures.empty() || !report_.notices.empty() || left_out() > 0) {
      write_notifications();
    }
    json_.end_object();
    json_.end_array();
  }

  void write_notifications() {
    json_.key("toolExecutionNotifications").begin_array();
    for (const ReportFailure& failure : report_.failures) {
      json_.begin_object();
      json_.member("level", "error");
      write_message(
          json_, as_sentence(fmt::format("{}: {}", title_of(failure), printable(failure.message))));
      if (!failure.root_path.empty()) {
        json_.key("locations").begin_array();
        json_.begin_object();
        json_.key("physicalLocation").begin_object();
        write_sarif_artifact(json_, failure.root_path);
        if (failure.line != 0) {
          json_.key("region").begin_object();
          json_.member("startLine", failure.line);
          json_.member("startColumn", std::max(failure.column, 1U));
          json_.end_object();
        }
        json_.end_object();
        json_.end_object();
        json_.end_array();
      }
      json_.end_object();
    }
    for (const ReportNotice& notice : report_.notices) {
      json_.begin_object();
      json_.member("level", fails_run(notice.kind) ? "error" : "note");
      write_message(json_,
                    as_sentence(fmt::format("{} {}: {}", code_of(notice.kind), name_of(notice.kind),
                                            printable(notice.message))));
      json_.end_object();
    }
    if (left_out() > 0) {
      json_.begin_object();
      json_.member("level", "warning");
      write_message(
          json_,
          fmt::format("{} {} are left out, because no more than {} are kept of a run.", left_out(),
                      report_.findings.size() > kMostResults ? "of the least grave results"
                                                             : "results of accepted findings",
                      kMostResults));
      json_.end_object();
    }
    json_.end_array();
  }

  void write_provenance() {
    if (!report_.run.repository) return;
    const ReportRepository& repository = *report_.run.repository;
    json_.key("versionControlProvenance").begin_array();
    json_.begin_object();
    json_.member("repositoryUri", repository.address);
    json_.member("revisionId", repository.commit);
    if (!repository.branch.empty()) json_.member("branch", printable(repository.branch));
    if (repository.is_root) {
      json_.key("mappedTo").begin_object();
      json_.member("uriBaseId", "%SRCROOT%");
      json_.end_object();
    }
    json_.end_object();
    json_.end_array();
  }

  std::size_t left_out() const {
    const std::size_t all = report_.findings.size() + report_.waived.size();
    return all > kMostResults ? all - kMostResults : 0;
  }

  void write_results() {
    json_.key("results").begin_array();
    std::size_t room = kMostResults;
    if (report_.findings.size() > kMostResults) {
      for (const ReportFinding* finding : gravest_first(report_)) {
        if (room-- == 0) break;
        write_result(*finding, nullptr);
      }
      room = 0;
    } else {
      for (const ReportFinding& finding : report_.findings) write_result(finding, nullptr);
      room -= report_.findings.size();
    }
    for (const WaivedFinding& waived : report_.waived) {
      if (room-- == 0) break;
      write_result(waived.finding, &report_.waivers[waived.waiver]);
    }
    json_.end_array();
  }

  void write_result(const ReportFinding& finding, const ReportWaiver* waiver) {
    const RuleInfo& rule = rule_of(finding.rule_case);
    json_.begin_object();
    json_.member("ruleId", rule.code);
    json_.member("ruleIndex", sarif_rule_index(rule));
    json_.member("level", sarif_level(finding.severity));
    // Of what is accepted nobody asks whether it is new.
    if (finding.state != FindingState::shown) {
      json_.member("baselineState", finding.counts() ? "new" : "unchanged");
    }
    write_message(json_, message_of(finding));
    json_.key("locations").begin_array();
    json_.begin_object();
    write_sarif_location_with_text(json_, review_place(finding), options_.lines);
    json_.end_object();
    json_.end_array();
    write_related(finding);
    write_fingerprints(finding);
    write_suppressions(waiver);
    write_fixes(finding);
    write_properties(finding);
    json_.end_object();
  }

  void write_related(const ReportFinding& finding) {
    const std::vector<RelatedPlace> related = related_of(finding);
    if (related.empty()) return;
    json_.key("relatedLocations").begin_array();
    for (std::size_t i = 0; i < related.size(); ++i) {
      const auto& [place, words] = related[i];
      json_.begin_object();
      json_.member("id", i + 1);
      write_sarif_location(json_, *place);
      if (!words.empty()) write_message(json_, as_sentence(printable(words)));
      json_.end_object();
    }
    json_.end_array();
  }

  void write_fingerprints(const ReportFinding& finding) {
    json_.key("partialFingerprints").begin_object();
    const ReportPlace& place = review_place(finding);
    if (place.file != FileId::none) {
      const std::string hash = options_.lines.line_hash(place.file, place.start.line);
      if (!hash.empty()) json_.member("primaryLocationLineHash", hash);
    }
    json_.member("ecac/v1", finding.fingerprint);
    json_.end_object();
  }

  /// All results of a run say whether they are suppressed, or none does.
  void write_suppressions(const ReportWaiver* waiver) {
    if (report_.waived.empty()) return;
    json_.key("suppressions").begin_array();
    if (waiver != nullptr) {
      json_.begin_object();
      json_.member("kind", waiver->kind == SuppressionKind::comment ? "inSource" : "external");
      json_.member("status", "accepted");
      json_.member("justification", words_of(*waiver));
      json_.key("location").begin_object();
      write_sarif_location(json_, waiver->place);
      json_.end_object();
      json_.end_object();
    }
    json_.end_array();
  }

  /// A fix that renames or makes files cannot be said.
  void write_fixes(const ReportFinding& finding) {
    std::vector<const ReportFix*> fixes;
    for (const ReportFix& fix : finding.fixes) {
      const bool edits_alone = std::all_of(
          fix.operations.begin(), fix.operations.end(),
          [](const auto& operation) { return operation.kind == ReportOperation::Kind::edit; });
      if (edits_alone && !fix.operations.empty()) fixes.push_back(&fix);
    }
    if (fixes.empty()) return;
    json_.key("fixes").begin_array();
    for (const ReportFix* fix : fixes) write_fix(*fix);
    json_.end_array();
  }

  void write_fix(const ReportFix& fix) {
    std::vector<const ReportOperation*> edits;
    edits.reserve(fix.operations.size());
    for (const ReportOperation& operation : fix.operations) edits.push_back(&operation);
    std::stable_sort(edits.begin(), edits.end(), [](const auto* a, const auto* b) {
      return a->place.root_path < b->place.root_path;
    });
    json_.begin_object();
    json_.key("description").begin_object();
    json_.member("text", as_sentence(printable(fix.description)));
    json_.end_object();
    json_.key("artifactChanges").begin_array();
    for (std::size_t i = 0; i < edits.size();) {
      const std::string& path = edits[i]->place.root_path;
      json_.begin_object();
      write_sarif_artifact(json_, path);
      json_.key("replacements").begin_array();
      for (; i < edits.size() && edits[i]->place.root_path == path; ++i) {
        json_.begin_object();
        json_.key("deletedRegion").begin_object();
        write_sarif_region_members(json_, edits[i]->place);
        json_.end_object();
        json_.key("insertedContent").begin_object();
        json_.member("text", edits[i]->text);
        json_.end_object();
        json_.end_object();
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
    json_.end_object();
  }

  void write_properties(const ReportFinding& finding) {
    const RuleCase& rule_case = case_of(finding.rule_case);
    json_.key("properties").begin_object();
    json_.member("case", rule_case.id);
    json_.member("evidence", rule_case.evidence);
    json_.member("owner", owner_word(finding.owner));
    json_.member("project", finding.project);
    json_.member("component", finding.component);
    json_.member("element", finding.element);
    json_.end_object();
  }

  JsonWriter& json_;
  const Report& report_;
  const EmitOptions& options_;
};

}  // namespace
}  // namespace sarif

/// The rules alone take most of this, and a text that grows is copied again and again.
static constexpr std::size_t kRoomForRules = std::size_t{1} << 20U;

std::string emit_sarif(const Report& report, const EmitOptions& options) {
  std::string out;
  out.reserve(kRoomForRules);
  JsonWriter json(out, 2);
  sarif::Log(json, report, options).write();
  out += '\n';
  return out;
}

}  // namespace ecac
