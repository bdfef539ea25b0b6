#include "compiler/live/live_state.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "compiler/report/failures/shown_failures.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// What tells a deploy of a folder from all others.
using DeployIdentity = std::tuple<std::string, std::string, bool, bool>;

DeployIdentity identity_of(const DiscoveredProject& project) {
  return {project.root, project.environment, project.is_outside, project.has_project_file};
}

}  // namespace

LiveWorkspace::Loaded::Loaded(const Host& host, const LiveRequest& request,
                              const LiveDocuments& documents, const Progress& progress)
    : host_(host),
      request_(request),
      sources_(std::make_shared<SourceStore>(host.files)),
      report_(sources_, ShownPaths(request.current_directory, request.paths, ReportRoot())) {
  request_.asked_mode = request_.rules.mode;
  for (const auto& [path, document] : documents) pin(path, document);
  stale_.clear();
  before_.clear();
  find_projects(progress);
  if (was_found_) report_.renew(*workspace_, projects_);
}

void LiveWorkspace::Loaded::pin(const std::string& path, const LiveDocument& document) {
  // What others have seen of it until now.
  const FileId file = sources_->id_of(path);
  if (!stale_.contains(path) && !unsettled_.contains(file)) before_[path] = sources_->get(file);
  sources_->pin(path, document.text, document.version);
  versions_[path] = document.version;
  saved_.erase(path);
  stale_.insert(path);
}

void LiveWorkspace::Loaded::release(const std::string& path) {
  sources_->release(path);
  versions_.erase(path);
  stale_.insert(path);
}

void LiveWorkspace::Loaded::settle(const std::string& path) {
  saved_.insert(path);
  if (unsettled_.contains(sources_->find(path))) stale_.insert(path);
}

bool LiveWorkspace::Loaded::is_unsettled(const std::string& path) const {
  if (!versions_.contains(path) || saved_.contains(path)) return false;
  const FileId file = sources_->find(path);
  for (const auto& project : projects_) {
    const Project& files = project->analysed().project();
    if (!files.has(file)) continue;
    const FileFacts& seen = files.file(file).facts;
    const bool was_whole = seen.usable() && !seen.broken();
    if (!was_whole) return false;
    const FileFacts now = read_facts_of(file, project->analysed());
    return now.broken() || !now.usable();
  }
  return false;
}

bool LiveWorkspace::Loaded::show_unsettled(FileId file) {
  const auto [known, first] = unsettled_.try_emplace(file);
  UnsettledText& text = known->second;
  if (first) {
    const std::shared_ptr<const SourceText> before = before_[sources_->path(file)];
    if (before != nullptr) text.whole = before->text();
    report_.hold(file);
  }
  std::vector<std::pair<LiveProject*, FileFacts>> seen;
  std::vector<Diagnostic> findings;
  for (const auto& project : projects_) {
    if (!project->analysed().project().has(file)) continue;
    ProjectAnalysis& analysis = project->analysed().analysis();
    FileFacts now = read_facts_of(file, project->analysed());
    seen.emplace_back(project.get(), analysis.replace(file, std::move(now)));
    const std::vector<Diagnostic> found = project->findings_in_unsettled(file, text.whole);
    findings.insert(findings.end(), found.begin(), found.end());
  }
  const bool other = report_.renew_held(*workspace_, projects_, file, std::move(findings));
  for (auto& [project, facts] : seen) {
    ProjectAnalysis& analysis = project->analysed().analysis();
    text.facts = analysis.replace(file, std::move(facts));
    // The others see again what they saw.
    analysis.update();
    analysis.findings().take_changed();
  }
  return other;
}

void LiveWorkspace::Loaded::note_changed(const std::string& path) {
  if (versions_.contains(path)) return;  // what stands in front of it is the same
  sources_->forget(path);
  stale_.insert(path);
}

void LiveWorkspace::Loaded::add_below(const ChangedPaths& changed) {
  const auto is_below = [&](std::string_view folder) {
    for (; !folder.empty(); folder = parent_path(folder)) {
      if (changed.contains(folder)) return true;
      if (folder == "/") break;
    }
    return false;
  };
  for (const auto& project : projects_) {
    const Project& files = project->analysed().project();
    const std::string* last = nullptr;  // those of a folder follow each other
    bool below = false;
    for (const FileId file : files.files()) {
      const std::string& folder = files.directory(file);
      if (&folder != last) below = is_below(folder);
      last = &folder;
      if (!below) continue;
      std::string path = files.path(file);
      if (versions_.contains(path)) continue;
      sources_->forget(path);
      unfound_.insert(std::move(path));
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

bool LiveWorkspace::Loaded::find_projects(const Progress& progress) {
  WorkspaceRequest request = request_;
  // The workspace is kept, and whoever is told of progress may keep what holds the workspace.
  const auto told = std::make_shared<const Progress*>(&progress);
  if (progress) {
    request.progress = [told](std::size_t done, std::size_t total) {
      if (*told != nullptr) (**told)(done, total);
    };
  }
  auto workspace = std::make_unique<const Workspace>(host_, std::move(request), sources_);
  std::vector<ReportFailure> failures;
  const auto fail = [&](const auto& causes) {
    for (const auto& cause : causes) failures.push_back(shown_failure(cause, report_.paths()));
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
    return false;
  }
  const std::vector<std::string> changed(unfound_.begin(), unfound_.end());
  std::map<DeployIdentity, std::unique_ptr<LiveProject>> before;
  for (std::unique_ptr<LiveProject>& project : projects_) {
    const DeployIdentity identity = identity_of(project->analysed().discovered());
    before.emplace(identity, std::move(project));
  }
  projects_.clear();
  const auto take = [&](const DiscoveredProject& discovered, const ProjectRules& of_project) {
    const auto known = before.find(identity_of(discovered));
    if (known != before.end()) {
      known->second->refresh(*workspace, discovered, of_project, changed);
      projects_.push_back(std::move(known->second));
      before.erase(known);
      return;
    }
    projects_.push_back(std::make_unique<LiveProject>(
        *workspace, discovered, of_project,
        LiveProject::Shared{report_.paths(), report_.findings(), unsettled_}));
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const DiscoveredProject& discovered = workspace->projects()[i];
    take(discovered, rules[i]);
    if (discovered.outside != nullptr) take(*discovered.outside, rules[i]);
  }
  for (const auto& project : projects_) fail(project->analysed().config_errors());
  if (failures.empty()) was_found_ = true;
  unfound_.clear();
  failures_ = std::move(failures);
  workspace_ = std::move(workspace);
  *told = nullptr;
  return true;
}

bool LiveWorkspace::Loaded::replace_contents(std::span<const std::string> paths,
                                             std::vector<FileId>& texts) {
  bool all = false;
  for (const auto& project : projects_) {
    std::vector<FileId> files;
    for (const std::string& path : paths) {
      const FileId file = sources_->find(path);
      if (project->analysed().project().has(file)) files.push_back(file);
    }
    if (files.empty()) continue;
    reread_files(files, project->analysed());
    all |= project->update(texts);
  }
  return all;
}

std::vector<std::string> LiveWorkspace::Loaded::update() {
  if (stale_.empty()) return {};
  std::vector<std::string> contents;
  ChangedPaths others;
  for (const std::string& path : stale_) {
    unfound_.insert(path);
    if (is_content(path)) {
      contents.push_back(path);
    } else {
      others.insert(path);
    }
  }
  stale_.clear();
  const bool find_anew = !others.empty();
  // Each may be a folder, or have been one.
  if (find_anew) add_below(others);
  // Projects that were found have read all that changed, also what is unsettled.
  const bool is_read = find_anew && find_projects({});
  if (is_read) {
    for (const auto& [file, text] : unsettled_) report_.let_go(file);
    unsettled_.clear();
  }
  std::vector<std::string> settled;
  std::vector<FileId> shown;
  for (const std::string& path : contents) {
    const FileId file = sources_->find(path);
    if (!is_read && is_unsettled(path)) {
      shown.push_back(file);
      continue;
    }
    if (unsettled_.erase(file) != 0) report_.let_go(file);
    settled.push_back(path);
  }
  std::vector<FileId> texts;
  bool all = is_read;
  if (!is_read) {
    all |= replace_contents(settled, texts);
    for (const std::string& path : settled) unfound_.erase(path);
  }
  if (!was_found_) return {};
  std::vector<std::string> changed =
      all ? report_.renew(*workspace_, projects_) : report_.renew(*workspace_, projects_, texts);
  for (const FileId file : shown) {
    if (show_unsettled(file)) changed.push_back(sources_->path(file));
  }
  before_.clear();
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
