#include "compiler/live/live_report.h"

#include <algorithm>
#include <utility>

#include "compiler/analysis/configuration_coverage.h"
#include "compiler/live/live_workspace.h"
#include "compiler/model/well_known_files.h"
#include "compiler/report/report_assembler.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// What is about a folder or about nothing is shown in the file of the project, for an editor shows
/// files.
std::string shown_path_of(const ReportFinding& finding, const SourceStore& sources) {
  std::string path = LiveWorkspace::path_of(finding.place);
  if (finding.place.file != FileId::none || sources.kind(path) != EntryKind::directory) return path;
  return join_path(path, kProjectFileName);
}

std::string project_file_of(const LiveProject& project) {
  return join_path(project.analysed().discovered().root, kProjectFileName);
}

bool has_waivers(const LiveProject& project) {
  const ProjectRules& rules = project.rules();
  return !rules.waivers.empty() || !rules.waiver_list.entries().empty() || !rules.refused.empty();
}

}  // namespace

std::string LiveReport::path_of(FileId text) const {
  return text == FileId::none ? std::string() : sources_->path(text);
}

void LiveReport::add_what_goes_along(const LiveProject& project, ReportPart& part) const {
  const Project& files = project.analysed().project();
  // Findings that are alike are numbered over all files of a component.
  const std::vector<FileId> texts(part.texts.begin(), part.texts.end());
  for (const FileId text : texts) {
    if (!files.has(text)) continue;
    const SymbolId defined = files.file(text).definition;
    if (defined == SymbolId::none) continue;
    for (const FileId definition : files.definitions(defined)) part.texts.insert(definition);
  }
  const FileId project_file = sources_->id_of(project_file_of(project));
  if (part.texts.contains(FileId::none) || part.texts.contains(project_file)) {
    part.texts.insert(FileId::none);
    part.texts.insert(project_file);
  }
  if (!has_waivers(project)) return;
  for (const auto& [name, waivers] : project.rules().waivers.entries()) {
    for (const Waiver& waiver : waivers) part.texts.insert(waiver.place.file);
  }
  for (const Waiver& waiver : project.rules().waiver_list.entries()) {
    part.texts.insert(waiver.place.file);
  }
  for (const RefusedEntry& entry : project.rules().refused) part.texts.insert(entry.place.file);
}

ReportPart LiveReport::part_of(const Projects& projects, std::span<const FileId> texts) const {
  ReportPart part;
  part.texts.insert(texts.begin(), texts.end());
  for (const auto& project : projects) add_what_goes_along(*project, part);
  for (const FileId text : held_) part.texts.erase(text);
  std::map<Used, std::size_t> in_part;
  for (const FileId text : part.texts) {
    const auto uses = uses_.find(text);
    if (uses == uses_.end()) continue;
    for (const EntryUse& use : uses->second) ++in_part[used_by(use)];
  }
  for (const auto& [used, count] : used_) {
    const auto inside = in_part.find(used);
    if (inside != in_part.end() && inside->second == count) continue;
    const auto& [project, use, entry] = used;
    if (entry.first == FileId::none) {
      part.waivers.emplace(project, use);
    } else {
      part.entries.insert(entry);
    }
  }
  return part;
}

void LiveReport::note_uses(std::span<const EntryUse> uses) {
  for (const EntryUse& use : uses) {
    uses_[use.text].push_back(use);
    ++used_[used_by(use)];
  }
}

void LiveReport::forget_uses(FileId text) {
  const auto uses = uses_.find(text);
  if (uses == uses_.end()) return;
  for (const EntryUse& use : uses->second) {
    const auto counted = used_.find(used_by(use));
    if (--counted->second == 0) used_.erase(counted);
  }
  uses_.erase(uses);
}

FindingsByPath LiveReport::found_in(const Workspace& workspace, const Projects& projects,
                                    const ReportPart* part, std::vector<EntryUse>& uses) const {
  ReportAssembler assembler(sources_, workspace.schema(), paths_);
  assembler.tell_unused_of([&](const std::string& path) {
    return covers_users_of(path, workspace.request(), workspace);
  });
  if (part != nullptr) assembler.restrict_to(*part);
  for (const auto& project : projects) {
    const Project& files = project->analysed().project();
    const bool concerned = part == nullptr || has_waivers(*project) ||
                           std::ranges::any_of(part->texts, [&](FileId text) {
                             return text == FileId::none || files.has(text) ||
                                    is_within(sources_->path(text), files.settings().root);
                           });
    if (concerned) {
      assembler.add_project(project->analysed(), project->rules(), &project->secrets());
    } else {
      assembler.skip_project(project->analysed(), project->secrets());
    }
  }
  Report report = assembler.finish();
  FindingsByPath found;
  for (ReportFinding& finding : report.findings) {
    found[shown_path_of(finding, *sources_)].push_back(std::move(finding));
  }
  uses = assembler.uses();
  return found;
}

bool LiveReport::renew_held(const Workspace& workspace, const Projects& projects, FileId text,
                            std::vector<Diagnostic> findings) {
  ReportPart part;
  part.texts.insert(text);
  part.instead.emplace(text, std::move(findings));
  for (const auto& [used, count] : used_) {
    const auto& [project, use, entry] = used;
    if (entry.first == FileId::none) part.waivers.emplace(project, use);
    if (entry.first != FileId::none) part.entries.insert(entry);
  }
  // Who uses which waiver is told once it is whole.
  std::vector<EntryUse> unused;
  FindingsByPath found = found_in(workspace, projects, &part, unused);
  const std::string path = path_of(text);
  std::vector<ReportFinding>& shown = findings_[path];
  std::vector<ReportFinding>& now = found[path];
  const bool other = shown != now;
  shown = std::move(now);
  if (shown.empty()) findings_.erase(path);
  return other;
}

std::vector<std::string> LiveReport::take(const Workspace& workspace, const Projects& projects,
                                          const ReportPart* part) {
  std::vector<EntryUse> uses;
  FindingsByPath found = found_in(workspace, projects, part, uses);
  for (const FileId text : held_) {
    const std::string path = path_of(text);
    const auto shown = findings_.find(path);
    if (shown == findings_.end()) {
      found.erase(path);
    } else {
      found[path] = shown->second;
    }
  }
  std::vector<std::string> concerned;
  if (part == nullptr) {
    uses_.clear();
    used_.clear();
    for (const auto& [path, findings] : findings_) {
      if (!found.contains(path)) concerned.push_back(path);
    }
  } else {
    for (const FileId text : part->texts) {
      forget_uses(text);
      std::string path = path_of(text);
      if (findings_.contains(path) && !found.contains(path)) concerned.push_back(std::move(path));
    }
  }
  note_uses(uses);
  std::vector<std::string> changed;
  for (std::string& path : concerned) {
    findings_.erase(path);
    changed.push_back(std::move(path));
  }
  for (auto& [path, findings] : found) {
    const auto [before, added] = findings_.try_emplace(path);
    if (!added && before->second == findings) continue;
    before->second = std::move(findings);
    changed.push_back(path);
  }
  std::ranges::sort(changed);
  return changed;
}

std::vector<std::string> LiveReport::renew(const Workspace& workspace, const Projects& projects) {
  return take(workspace, projects, nullptr);
}

std::vector<std::string> LiveReport::renew(const Workspace& workspace, const Projects& projects,
                                           std::span<const FileId> texts) {
  const ReportPart part = part_of(projects, texts);
  return take(workspace, projects, &part);
}

}  // namespace ecac
