#include "compiler/driver/judged_base.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "compiler/analysis/configuration_coverage.h"
#include "compiler/driver/earlier_projects.h"
#include "compiler/report/report_assembler.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// Whether no project is any more where one was.
bool has_left(const Workspace& present, const DiscoveredProject& earlier) {
  if (!earlier.has_project_file) return false;
  const std::string file = join_path(earlier.root, "sfdx-project.json");
  return present.host().files.kind(file) == EntryKind::missing;
}

/// The present project that an earlier one has become; null if there is none.
const DiscoveredProject* present_of(const Workspace& present, const DiscoveredProject& earlier,
                                    bool single) {
  const auto projects = present.projects();
  if (single && has_left(present, earlier) && projects.size() == 1) return &projects.front();
  const DiscoveredProject* found = nullptr;
  for (const DiscoveredProject& project : projects) {
    if (project.root != earlier.root) continue;
    if (project.environment == earlier.environment) return &project;
    if (found == nullptr) found = &project;
  }
  return found;
}

class BaseRun {
 public:
  BaseRun(const Host& host, const CheckRequest& request, const Workspace& present,
          std::span<const ProjectRules> rules, const ShownPaths& shown,
          std::vector<std::string> secrets = {})
      : host_(host),
        request_(request),
        present_(present),
        rules_(rules),
        shown_(shown),
        secrets_(std::move(secrets)),
        files_(*request.since->files) {}

  JudgedBase judge() {
    std::optional<JudgedBase> judged = try_to_judge();
    if (judged) return *std::move(judged);
    take_configurations();
    judged = try_to_judge();
    if (judged) return *std::move(judged);
    return failed({"its ecac.json cannot be used, and neither can the one of today"});
  }

 private:
  JudgedBase failed(const std::vector<std::string>& why) const {
    JudgedBase base;
    for (const std::string& sentence : why) {
      base.failures.push_back(
          fmt::format("cannot check the state of `{}`: {}", request_.since->name, sentence));
    }
    return base;
  }

  /// Nothing where the configuration cannot be used.
  std::optional<JudgedBase> try_to_judge() {
    const Host host = host_.with(files_);
    CheckRequest asked = request_;
    asked.paths = request_.since->paths;
    asked.destructive.clear();  // what this deploy deletes was there before it
    asked.mode = mode_of_today();
    asked.asked_mode = asked.mode;
    asked.progress = {};
    asked.deleted = {};
    const Workspace workspace(host, asked);
    if (!workspace.config_errors().empty()) return std::nullopt;
    // It may have had no such environment yet.
    if (!workspace.failures().empty() && !is_replaced_) return std::nullopt;
    EarlierProjects earlier(host, asked, workspace);
    std::vector<std::string> why;
    for (const WorkspaceFailure& failure : workspace.failures()) why.push_back(failure.message);
    why.insert(why.end(), earlier.failures().begin(), earlier.failures().end());
    for (const PathError& error : workspace.path_errors()) {
      why.push_back(fmt::format("{}: {}", error.path, error.message));
    }
    if (!why.empty()) return failed(why);

    JudgedBase base;
    ReportAssembler assembler(workspace.sources(), workspace.schema(), shown_);
    assembler.tell_unused_of(
        [&](const std::string& path) { return covers_users_of(path, request_, workspace); });
    assembler.learn_secrets();
    for (const DiscoveredProject& discovered : workspace.projects()) {
      const ProjectRules rules = rules_for(workspace, discovered, workspace.projects().size() == 1);
      const AnalysedProject project =
          analyse_project(workspace, discovered, {earlier.state_of(discovered)});
      if (!project.config_errors().empty()) return std::nullopt;
      assembler.add_project(project, rules);
      base.projects.push_back({components_of(project.project()), discovered.environment,
                               has_left(present_, discovered)});
      if (discovered.outside == nullptr) continue;
      assembler.add_project(analyse_project(workspace, *discovered.outside), rules);
    }
    // What could not be read was not judged, and would be new.
    if (const auto failure = request_.since->files->failure()) return failed({failure->message});
    base.closed = request_.since->files->closed_folders();
    base.secrets = assembler.secrets();
    if (!secrets_.empty()) assembler.add_secrets(secrets_);
    base.report = assembler.finish();
    return base;
  }

  /// None where projects of today say different ones; each of then is judged as it said itself.
  std::optional<Mode> mode_of_today() const {
    if (request_.mode || present_.projects().empty()) return request_.mode;
    const auto mode = [](const DiscoveredProject& project) { return mode_of(*project.config, {}); };
    const Mode first = mode(present_.projects().front());
    const bool all = std::ranges::all_of(
        present_.projects(), [&](const DiscoveredProject& each) { return mode(each) == first; });
    return all ? std::optional(first) : std::nullopt;
  }

  /// The rules of today with the waivers of then.
  ProjectRules rules_for(const Workspace& workspace, const DiscoveredProject& discovered,
                         bool single) const {
    ProjectRules rules =
        rules_of({request_.mode, request_.preset, request_.select, request_.ignore},
                 *discovered.config, *workspace.sources());
    const DiscoveredProject* const now = present_of(present_, discovered, single);
    if (now == nullptr) return rules;
    const ProjectRules& of_today =
        rules_[static_cast<std::size_t>(now - present_.projects().data())];
    rules.selection = of_today.selection;
    rules.overrides = of_today.overrides;
    rules.waiver_policy = of_today.waiver_policy;
    return rules;
  }

  /// The ecac.json of today in the place of the earlier ones.
  void take_configurations() {
    is_replaced_ = true;
    const Host host = host_.with(files_);
    CheckRequest asked = request_;
    asked.paths = request_.since->paths;
    asked.destructive.clear();  // what this deploy deletes was there before it
    asked.progress = {};
    const Workspace workspace(host, asked);
    for (const ConfigError& error : workspace.config_errors()) files_.hide(error.path);
    for (const DiscoveredProject& discovered : workspace.projects()) {
      if (!discovered.config->path.empty()) files_.hide(discovered.config->path);
    }
    for (const DiscoveredProject& discovered : present_.projects()) {
      const std::string& path = discovered.config->path;
      std::string text;
      if (path.empty() || !host_.files.read(path, text, limits::kSettingsFile)) continue;
      files_.set(path, std::move(text));
    }
  }

  const Host& host_;
  const CheckRequest& request_;
  const Workspace& present_;
  std::span<const ProjectRules> rules_;
  const ShownPaths& shown_;
  std::vector<std::string> secrets_;  ///< of today
  OverlayFileTree files_;
  bool is_replaced_ = false;  ///< the ecac.json of today stands in the place of the earlier ones
};

}  // namespace

const EarlierComponents* JudgedBase::components_of(const DiscoveredProject& discovered,
                                                   bool single) const {
  if (single && projects.size() == 1 && projects.front().has_left) {
    return &projects.front().components;
  }
  const EarlierComponents* found = nullptr;
  for (const ProjectBefore& project : projects) {
    if (project.components.root != discovered.root) continue;
    if (project.environment == discovered.environment) return &project.components;
    if (found == nullptr) found = &project.components;
  }
  return found;
}

JudgedBase judged_base_of(const Host& host, const CheckRequest& request, const Workspace& present,
                          std::span<const ProjectRules> rules, const ShownPaths& shown) {
  if (request.judged_base && *request.judged_base) return **request.judged_base;
  JudgedBase base = BaseRun(host, request, present, rules, shown).judge();
  if (request.judged_base) *request.judged_base = base;
  return base;
}

void cover_in_base(const Host& host, const CheckRequest& request, const Workspace& present,
                   std::span<const ProjectRules> rules, const ShownPaths& shown,
                   std::span<const std::string> secrets, JudgedBase& base) {
  if (base.report.findings.empty() && base.report.waived.empty()) return;
  const std::set<std::string_view> known(base.secrets.begin(), base.secrets.end());
  std::vector<std::string> fresh;
  std::ranges::copy_if(secrets, std::back_inserter(fresh),
                       [&](const std::string& secret) { return !known.contains(secret); });
  if (fresh.empty()) return;
  base = BaseRun(host, request, present, rules, shown, std::move(fresh)).judge();
}

}  // namespace ecac
