#include "compiler/live/live_state.h"

#include <algorithm>
#include <utility>

#include "compiler/analysis/configuration_coverage.h"
#include "compiler/model/well_known_files.h"
#include "compiler/report/paths/shown_failures.h"
#include "compiler/report/report_assembler.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// Without a project around it, a finding about a folder is about nothing that an editor shows.
std::string shown_path_of(const ReportFinding& finding, const SourceStore& sources) {
  std::string path = LiveWorkspace::path_of(finding.place);
  if (finding.place.file != FileId::none || sources.kind(path) != EntryKind::directory) return path;
  return join_path(path, kProjectFileName);
}

}  // namespace

LiveWorkspace::Loaded::Loaded(const Host& host, const LiveRequest& request,
                              const LiveDocuments& documents, const Progress& progress)
    : host_(host),
      request_(request),
      sources_(std::make_shared<SourceStore>(host.files)),
      paths_(request.current_directory, request.paths, ReportRoot()) {
  request_.asked_mode = request_.rules.mode;
  for (const auto& [path, document] : documents) pin(path, document);
  stale_.clear();
  find_projects(progress);
  assemble();
}

void LiveWorkspace::Loaded::pin(const std::string& path, const LiveDocument& document) {
  sources_->pin(path, document.text, document.version);
  versions_[path] = document.version;
  stale_.insert(path);
}

void LiveWorkspace::Loaded::release(const std::string& path) {
  sources_->release(path);
  versions_.erase(path);
  stale_.insert(path);
}

void LiveWorkspace::Loaded::note_changed(const std::string& path) {
  if (versions_.contains(path)) return;  // what stands in front of it is the same
  sources_->forget(path);
  stale_.insert(path);
  for (const auto& project : projects_) {
    if (!is_within(path, project->analysed().discovered().root)) continue;
    const Project& files = project->analysed().project();
    if (files.has(sources_->find(path))) continue;
    // Perhaps a folder: all in it may be another one.
    for (const FileId file : files.files()) {
      std::string below = files.path(file);
      if (!is_within(below, path) || versions_.contains(below)) continue;
      sources_->forget(below);
      stale_.insert(std::move(below));
    }
  }
}

bool LiveWorkspace::Loaded::is_content(const std::string& path) const {
  if (sources_->kind(path) != EntryKind::file) return false;
  bool known = false;
  for (const auto& project : projects_) {
    const DiscoveredProject& discovered = project->analysed().discovered();
    if (!is_within(path, discovered.root)) continue;
    const DiscoveredFile* found = discovered.find(path);
    if (found == nullptr) continue;
    if (found->kind != FileKind::component && found->kind != FileKind::wrong_suffix) return false;
    // A manifest is told from others by its place, not by its name.
    if (!project->analysed().project().has(sources_->find(path))) return false;
    known = true;
  }
  return known;
}

void LiveWorkspace::Loaded::find_projects(const Progress& progress) {
  WorkspaceRequest request = request_;
  request.progress = progress;
  auto workspace = std::make_unique<const Workspace>(host_, std::move(request), sources_);
  std::vector<ReportFailure> failures;
  const auto fail = [&](const auto& causes) {
    for (const auto& cause : causes) failures.push_back(shown_failure(cause, paths_));
  };
  fail(workspace->failures());
  fail(workspace->path_errors());
  fail(workspace->config_errors());
  std::vector<ProjectRules> rules;
  for (const DiscoveredProject& discovered : workspace->projects()) {
    rules.push_back(rules_of(request_.rules, *discovered.config, *sources_));
    fail(rules.back().errors);
  }
  // What is being written and cannot be used leaves all as it was.
  if (!failures.empty() && was_found_) {
    failures_ = std::move(failures);
    return;
  }
  const std::vector<std::string> changed(unfound_.begin(), unfound_.end());
  std::vector<std::unique_ptr<LiveProject>> before = std::move(projects_);
  projects_.clear();
  const auto take = [&](const DiscoveredProject& discovered, const ProjectRules& of_project) {
    for (std::unique_ptr<LiveProject>& known : before) {
      if (known == nullptr || !known->is_of(discovered)) continue;
      known->refresh(*workspace, discovered, of_project, changed);
      projects_.push_back(std::move(known));
      return;
    }
    projects_.push_back(
        std::make_unique<LiveProject>(*workspace, discovered, of_project, paths_, findings_));
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const DiscoveredProject& discovered = workspace->projects()[i];
    take(discovered, rules[i]);
    if (discovered.outside != nullptr) take(*discovered.outside, rules[i]);
  }
  for (const auto& project : projects_) fail(project->analysed().config_errors());
  was_found_ = failures.empty();
  if (was_found_) unfound_.clear();
  failures_ = std::move(failures);
  workspace_ = std::move(workspace);
}

void LiveWorkspace::Loaded::replace_contents(std::span<const std::string> paths) {
  for (const auto& project : projects_) {
    std::vector<FileId> files;
    for (const std::string& path : paths) {
      const FileId file = sources_->find(path);
      if (project->analysed().project().has(file)) files.push_back(file);
    }
    if (files.empty()) continue;
    reread_files(files, project->analysed());
    project->analysed().analysis().update();
    project->forget_secrets();
  }
}

std::vector<std::string> LiveWorkspace::Loaded::update() {
  if (stale_.empty()) return {};
  std::vector<std::string> contents;
  bool found_anew = false;
  for (const std::string& path : stale_) {
    unfound_.insert(path);
    if (is_content(path)) {
      contents.push_back(path);
    } else {
      found_anew = true;
    }
  }
  stale_.clear();
  if (found_anew) find_projects({});
  const bool is_as_found = found_anew && unfound_.empty();
  if (!is_as_found) {
    replace_contents(contents);
    if (!found_anew && was_found_) unfound_.clear();
  }
  return assemble();
}

std::vector<std::string> LiveWorkspace::Loaded::assemble() {
  if (!was_found_) return {};
  ReportAssembler assembler(sources_, workspace_->schema(), paths_);
  assembler.tell_unused_of([&](const std::string& path) {
    return covers_users_of(path, workspace_->request(), *workspace_);
  });
  for (const auto& project : projects_) {
    assembler.add_project(project->analysed(), project->rules());
  }
  Report report = assembler.finish();
  FindingsByPath found;
  for (ReportFinding& finding : report.findings) {
    found[shown_path_of(finding, *sources_)].push_back(std::move(finding));
  }
  std::vector<std::string> changed;
  for (const auto& [path, findings] : found) {
    const auto before = findings_.find(path);
    if (before == findings_.end() || before->second != findings) changed.push_back(path);
  }
  for (const auto& [path, findings] : findings_) {
    if (!found.contains(path)) changed.push_back(path);
  }
  findings_ = std::move(found);
  std::ranges::sort(changed);
  return changed;
}

const LiveProject* LiveWorkspace::Loaded::project_of(const std::string& path) const {
  const LiveProject* around = nullptr;
  for (const auto& project : projects_) {
    const DiscoveredProject& discovered = project->analysed().discovered();
    if (project->analysed().project().has(sources_->find(path))) return project.get();
    if (!is_within(path, discovered.root)) continue;
    if (around == nullptr || discovered.root.size() > around->analysed().discovered().root.size()) {
      around = project.get();
    }
  }
  return around;
}

}  // namespace ecac
