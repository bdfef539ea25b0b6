#include "compiler/driver/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "compiler/analysis/configuration_coverage.h"
#include "compiler/driver/baselines.h"
#include "compiler/driver/earlier_projects.h"
#include "compiler/driver/judged_base.h"
#include "compiler/driver/touched_places.h"
#include "compiler/report/failures/shown_failures.h"
#include "compiler/report/known/comparison.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report_assembler.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// What cannot be used; of a configuration file only the first mistake that a run meets while it
/// judges, since the others may follow from it.
class Failures {
 public:
  Failures(const ShownPaths& shown, std::vector<ReportFailure>& failures)
      : shown_(shown), failures_(failures) {}

  void add(FailureKind kind, std::span<const std::string> sentences) {
    for (const std::string& sentence : sentences) failures_.push_back({kind, sentence});
  }
  template <class Cause>
  void add(const Cause& cause) {
    failures_.push_back(shown_failure(cause, shown_));
  }
  void add_first(std::span<const ConfigError> errors) {
    for (const ConfigError& error : errors) {
      if (seen_.insert(error.path).second) add(error);
    }
  }

 private:
  const ShownPaths& shown_;
  std::vector<ReportFailure>& failures_;
  std::set<std::string> seen_;
};

/// From the root of the report; none where no path was given.
std::vector<std::string> named_paths(const CheckRequest& request, const ShownPaths& shown) {
  std::vector<std::string> paths;
  paths.reserve(request.paths.size());
  for (const std::string& path : request.paths) {
    paths.push_back(shown.from_root(absolute_path(request.current_directory, path)));
  }
  return paths;
}

/// The same, and without paths the projects that were found and where we are: what lies elsewhere
/// was not looked at.
std::vector<std::string> looked_at(const CheckRequest& request, const Workspace& workspace,
                                   const ShownPaths& shown) {
  std::vector<std::string> paths = named_paths(request, shown);
  if (!paths.empty()) return paths;
  paths.push_back(shown.from_root(request.current_directory));
  for (const DiscoveredProject& project : workspace.projects()) {
    paths.push_back(shown.from_root(project.root));
  }
  return paths;
}

/// What all projects say is what the run is.
Mode mode_of_all(const CheckRequest& request, const Workspace& workspace) {
  std::set<Mode> modes;
  for (const DiscoveredProject& each : workspace.projects()) {
    modes.insert(mode_of(*each.config, request.mode));
  }
  return modes.size() == 1 ? *modes.begin() : request.mode.value_or(Mode::lint);
}

/// What was asked for.
void add_request(ReportRun& run, const CheckRequest& request, const Workspace& workspace,
                 const ShownPaths& shown) {
  run.mode = mode_of_all(request, workspace);
  run.preset = request.preset.empty() ? "default" : request.preset;
  // What all projects say is what the run is.
  const auto projects = workspace.projects();
  const auto all_like_first = [&](const auto& same) {
    return !projects.empty() && std::ranges::all_of(projects, [&](const DiscoveredProject& each) {
      return same(*each.config, *projects.front().config);
    });
  };
  const auto preset_of = [](const Config& config) {
    return config.preset ? config.preset->value : std::string("default");
  };
  if (request.preset.empty() && all_like_first([&](const Config& a, const Config& b) {
        return preset_of(a) == preset_of(b);
      })) {
    run.preset = preset_of(*projects.front().config);
  }
  run.newest_version = workspace.schema()->newest_version();
  const auto from_root = [&](const std::string& path) {
    return shown.from_root(absolute_path(request.current_directory, path));
  };
  run.paths = named_paths(request, shown);
  if (run.paths.empty()) run.paths.push_back(from_root({}));
  if (request.earlier) {
    const EarlierState& earlier = *request.earlier;
    // A revision lies at the same paths as the present state.
    run.against = earlier.base == "/" ? earlier.name : shown.from_root(earlier.earlier_base);
  }
  if (request.since) {
    run.since = request.since->name;
    run.since_commit = request.since->commit;
  }
  run.staged = request.staged;
}

/// Without it, a run that met nothing of ours would read as a clean one.
void note_nothing_checked(Report& report, const std::vector<std::string>& paths) {
  const ReportSummary& summary = report.summary;
  if (summary.files_checked != 0) return;
  std::vector<std::string> why;
  for (const auto& [reason, count] : summary.skipped_by) {
    why.push_back(fmt::format("{} file{} ({})", count, count == 1 ? "" : "s", reason));
  }
  if (summary.files_unreadable > 0) {
    why.push_back(fmt::format("{} unreadable file{}", summary.files_unreadable,
                              summary.files_unreadable == 1 ? "" : "s"));
  }
  std::string message = "nothing was checked: ";
  if (!why.empty()) {
    message += fmt::format("all that is there is left out, {}", fmt::join(why, ", "));
  } else {
    message += "there is no External Client App or credential metadata";
    if (!paths.empty()) message += fmt::format(" in `{}`", fmt::join(paths, "`, `"));
  }
  report.notices.push_back({.kind = NoticeKind::nothing_checked, .message = std::move(message)});
}

/// What the state before the change had; nothing where no change is judged.
std::optional<EarlierComponents> components_before(const Workspace& workspace,
                                                   const DiscoveredProject& discovered,
                                                   const JudgedBase& base) {
  std::optional<EarlierComponents> before;
  if (!workspace.request().deleted.empty()) before = deleted_components(workspace, discovered);
  const EarlierComponents* const earlier =
      base.components_of(discovered, workspace.projects().size() == 1);
  if (earlier == nullptr) return before;
  EarlierComponents all = *earlier;
  if (before) {
    all.components.insert(all.components.end(), before->components.begin(),
                          before->components.end());
  }
  return all;
}

}  // namespace

Mode mode_of_run(const Host& host, const CheckRequest& request) {
  return mode_of_all(request, Workspace(host, request));
}

CheckResult run_check(const Host& host, const CheckRequest& request) {
  const ReportRoot root(host.files, request.current_directory, request.paths, request.root);
  const ShownPaths shown(request.current_directory, request.paths, root);
  std::vector<ReportFailure> found;
  Failures failures(shown, found);
  const RuleRequest rules{request.mode, request.preset, request.select, request.ignore};
  failures.add(FailureKind::option, problems_of(rules));

  WorkspaceRequest asked = request;
  asked.asked_mode = request.mode;
  const Workspace workspace(host, std::move(asked));
  for (const WorkspaceFailure& failure : workspace.failures()) failures.add(failure);
  EarlierProjects earlier(host, request, workspace);
  failures.add(FailureKind::revision, earlier.failures());
  for (const PathError& error : workspace.path_errors()) {
    failures.add(error);
  }
  for (const ConfigError& error : workspace.config_errors()) failures.add(error);
  std::vector<ProjectRules> project_rules;
  project_rules.reserve(workspace.projects().size());
  for (const DiscoveredProject& discovered : workspace.projects()) {
    project_rules.push_back(rules_of(rules, *discovered.config, *workspace.sources()));
    failures.add_first(project_rules.back().errors);
  }

  Baselines baselines(host.files, request, shown);
  for (const DiscoveredProject& discovered : workspace.projects()) baselines.read(discovered);
  for (const ReportFailure& failure : baselines.failures()) found.push_back(failure);
  JudgedBase base;
  if (request.since && found.empty()) {
    base = judged_base_of(host, request, workspace, project_rules, shown);
    failures.add(FailureKind::revision, base.failures);
  }

  CheckResult result;
  ReportAssembler assembler(workspace.sources(), workspace.schema(), shown);
  assembler.tell_unused_of(
      [&](const std::string& path) { return covers_users_of(path, request, workspace); });
  if (request.list_settings || request.since) assembler.learn_secrets();
  JudgedComponents judged(*workspace.sources());
  const auto add = [&](const AnalysedProject& project, const ProjectRules& of_project) {
    assembler.add_project(project, of_project);
    if (!baselines.empty()) judged.add(project, of_project);
  };
  for (std::size_t i = 0; i < workspace.projects().size() && found.empty(); ++i) {
    const DiscoveredProject& discovered = workspace.projects()[i];
    const std::optional<EarlierComponents> before = components_before(workspace, discovered, base);
    const AnalysedProject project = analyse_project(
        workspace, discovered, {earlier.state_of(discovered), before ? &*before : nullptr});
    failures.add_first(project.config_errors());
    if (!found.empty()) break;
    add(project, project_rules[i]);
    add_shown_settings(request, workspace, project, shown, result.settings);
    if (request.list_files) add_shown_files(project.project(), shown, result.files);
    if (request.inspect) request.inspect(project);
    if (discovered.outside == nullptr) continue;
    const AnalysedProject outside = analyse_project(workspace, *discovered.outside);
    add(outside, project_rules[i]);
    if (request.list_files) add_shown_files(outside.project(), shown, result.files);
  }
  // What could not be read was not judged.
  const bool is_of_git = request.staged || request.since;
  if (const std::optional<Error> failure = host.files.failure();
      failure && is_of_git && found.empty()) {
    failures.add(FailureKind::revision, std::vector<std::string>{failure->message});
  }
  for (const std::string& folder : host.files.closed_folders()) {
    result.not_judged.push_back(shown(folder));
  }
  if (request.since && found.empty()) {
    const std::vector<std::string> secrets = assembler.secrets();
    assembler.add_secrets(base.secrets);
    cover_in_base(host, request, workspace, project_rules, shown, secrets, base);
    failures.add(FailureKind::revision, base.failures);
  }
  // Half of the findings would read like all of them.
  if (found.empty()) {
    result.report = assembler.finish();
    if (asks_for_part(request) || request.staged) {
      for (auto& [name, project] : result.report.run.projects) project.whole = false;
    }
    result.baselines = baselines.apply(result.report, root.folder(), judged);
    assembler.cover_reasons(result.report.waivers);
    result.secrets = assembler.secrets();
    if (request.list_settings) cover_settings(result.secrets, result.settings);
    note_nothing_checked(result.report, named_paths(request, shown));
    if (request.since) {
      const auto is_there = [&](const std::string& path) {
        return host.files.kind(absolute_path(root.folder(), path)) != EntryKind::missing;
      };
      std::vector<std::string> closed;
      for (const std::string& folder : base.closed) {
        closed.push_back(shown.from_root(folder));
        result.not_compared.push_back(shown(folder));
        if (host.files.kind(folder) != EntryKind::missing) continue;
        result.report.notices.push_back(
            {.kind = NoticeKind::not_compared,
             .message = fmt::format("not compared: the change takes the submodule `{0}` away, and "
                                    "the commit that it had is not here, so who still names what "
                                    "it defined is not told as new; `git submodule update --init "
                                    "{0}` before the change keeps it",
                                    shown.from_root(folder))});
      }
      compare(base.report, looked_at(request, workspace, shown), is_there, result.report, closed);
      find_touched_places(*request.since->files, host.files, root.folder(), result.report);
    }
  } else {
    const Redactor redactor(workspace.schema()->secret_names());
    for (ReportFailure& failure : found) failure.message = redactor.redact(failure.message);
    result.report.failures = std::move(found);
  }
  add_request(result.report.run, request, workspace, shown);
  result.snippets = assembler.snippets();
  return result;
}

}  // namespace ecac
