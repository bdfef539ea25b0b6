#include "compiler/report/summary_counts.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "compiler/model/foreign_file.h"

namespace ecac {

namespace {

/// What left a file out, as the summary names it; empty for what nobody asked to check.
std::string_view words_for(Exclusion exclusion) {
  switch (exclusion) {
    case Exclusion::none: return {};
    case Exclusion::force_ignored: return ".forceignore";
    case Exclusion::not_in_manifest: return "the manifest";
    case Exclusion::outside_packages: return "`packageDirectories`";
  }
  return {};
}

/// Reasons for which folders and files of the tree were not looked at, as a person calls them.
std::string_view words_for(SkipReason reason) {
  switch (reason) {
    case SkipReason::git_ignored: return ".gitignore";
    case SkipReason::node_modules: return "node_modules";
    case SkipReason::hidden: return "a leading dot";
    case SkipReason::excluded: return "`exclude`";
    case SkipReason::too_deep: return "depth";
    case SkipReason::linked_again: return "a link to something seen before";
    case SkipReason::linked_out: return "a link that leads out";
  }
  return "";
}

void count_unread(UnreadReason reason, ReportSummary& summary) {
  switch (reason) {
    case UnreadReason::internal_error: return;
    case UnreadReason::unreadable:
    case UnreadReason::not_a_file: ++summary.files_unreadable; return;
    case UnreadReason::declared_encoding:
    case UnreadReason::unmarked_encoding: ++summary.unsupported_encodings; return;
    case UnreadReason::too_large:
    case UnreadReason::too_deep:
    case UnreadReason::too_many_elements:
    case UnreadReason::too_many_attributes:
    case UnreadReason::too_many_pieces:
    case UnreadReason::too_many_breaks: ++summary.too_large; return;
  }
}

void count_skipped(std::string_view reason, std::size_t files, ReportSummary& summary) {
  if (files == 0) return;
  summary.files_skipped += files;
  summary.skipped_by[std::string(reason)] += files;
}

void count_file(const ProjectFile& file, ReportSummary& summary) {
  if (!file.checked) {
    // A manifest beside the source is left out of nothing.
    if (file.type == types::Package) return;
    const std::string_view reason = words_for(file.exclusion);
    if (!reason.empty()) count_skipped(reason, 1, summary);
    return;
  }
  ++summary.files_checked;
  summary.placeholders += file.facts.placeholders();
  if (file.type == types::ExternalClientApplication) ++summary.apps;
  if (file.type == types::NamedCredential || file.type == types::ExternalCredential) {
    ++summary.credentials;
  }
  if (const auto& unread = file.facts.notes().unread) count_unread(unread->reason, summary);
}

}  // namespace

void count_project(const AnalysedProject& analysed, std::set<FileId>* counted,
                   ReportSummary& summary) {
  const Project& project = analysed.project();
  if (project.settings().newer_than_schema) {
    summary.newer_version = std::max(summary.newer_version, project.api_version());
    summary.newest_known = project.schema().newest_version();
  }
  for (const FileId id : project.files()) {
    if (counted != nullptr && !counted->insert(id).second) continue;
    const ProjectFile& file = project.file(id);
    if (is_foreign(project, id)) continue;
    if (project.schema().type(file.type).read == ReadDepth::fields) count_file(file, summary);
  }
  const auto is_refused = [](const UnreadPath& path) {
    return path.reason != UnreadPath::Reason::linked_out;  // those are skipped ones
  };
  const std::vector<UnreadPath>& unread = analysed.analysis().tree().unread;
  summary.files_unreadable +=
      static_cast<std::size_t>(std::count_if(unread.begin(), unread.end(), is_refused));
  summary.outside_references += analysed.analysis().outside_references();
  for (std::size_t i = 0; i < kSkipReasonCount; ++i) {
    count_skipped(words_for(static_cast<SkipReason>(i)), analysed.discovered().skipped_files[i],
                  summary);
  }
}

bool is_counted(const Project& project, FileId id) {
  if (!project.has(id) || !project.file(id).checked || is_foreign(project, id)) return false;
  return project.schema().type(project.file(id).type).read == ReadDepth::fields;
}

void count_finding(Severity severity, ReportSummary& summary) {
  switch (severity) {
    case Severity::error: ++summary.errors; break;
    case Severity::warning: ++summary.warnings; break;
    case Severity::info: ++summary.infos; break;
    case Severity::off: break;
  }
}

}  // namespace ecac
