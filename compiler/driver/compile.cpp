#include "compiler/driver/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "compiler/analysis/place_table.h"
#include "compiler/analysis/project_description.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/diagnostics/words.h"
#include "compiler/driver/earlier_run.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

namespace {

/// Resolves one project while its index lives; adds the names that it does not have to `unknown`,
/// where somebody asks.
ResolvedProject resolve(const Host& host, const CompileRequest& request,
                        const AnalysedProject& analysed, std::vector<std::string>* unknown,
                        std::optional<std::span<const DeployComponent>> earlier = std::nullopt) {
  const DiscoveredProject& discovered = analysed.discovered();
  const Project& project = analysed.project();
  const RunFacts run =
      run_facts_of(discovered, request.check.today.empty() ? host.today : request.check.today);
  const OrgAnswers org(run.apps, run.today, false);
  const ProjectContext context(project, org);
  const PlaceTable places(project, analysed.replaced());
  if (unknown != nullptr) {
    for (std::string& problem : unknown_names(context, request.selection)) {
      unknown->push_back(std::move(problem));
    }
  }
  return resolve_project(
      context, request.selection,
      {.description = description_of(analysed, request.check.api_version.has_value()),
       .run = run,
       .place = [&](Place place) { return places.find(place); },
       .earlier = earlier});
}

/// The projects of an earlier state.
std::vector<ResolvedProject> resolve_earlier(const Host& host, const CompileRequest& request,
                                             std::vector<std::string>& problems) {
  std::vector<ResolvedProject> projects;
  const Result<EarlierRun> state = EarlierRun::open(host, request.check, request.against);
  if (!state) {
    problems.push_back("--against: " + state.error().message);
    return projects;
  }
  const Host then = host.with(state->files());
  CompileRequest earlier;
  earlier.check = state->request();
  // What left the project is in no manifest of today.
  earlier.check.manifest.clear();
  earlier.check.inspect = [&](const AnalysedProject& analysed) {
    projects.push_back(resolve(then, earlier, analysed, nullptr));
  };
  const CheckResult result = run_check(then, earlier.check);
  for (const ReportFailure& failure : result.report.failures) {
    problems.push_back(failure.sentence());
  }
  if (const auto failure = state->files().failure()) {
    problems.push_back("--against: " + failure->message);
  }
  const bool is_folder = names_folder(host.files, request.check.current_directory, request.against);
  const bool is_project =
      result.report.summary.files_checked != 0 ||
      std::any_of(projects.begin(), projects.end(), [](const ResolvedProject& project) {
        return project.description.file.has_value();
      });
  if (is_folder && result.report.failures.empty() && !is_project) {
    problems.push_back(fmt::format("--against: `{}` holds no project", request.against));
  }
  return projects;
}

/// One of the projects found, which may be the one that is meant.
struct Candidate {
  std::string root = {};
  std::string environment = {};
  std::optional<ResolvedProject> project = {};
  std::vector<std::string> problems = {};
  bool has_what_is_named = true;  ///< also where nothing is named

  bool has_anything() const { return !project->apps.empty() || !project->credentials.empty(); }
};

/// The only project, else the only one that has what was named, or anything at all; null where that
/// leaves a choice.
Candidate* choose(std::vector<Candidate>& candidates) {
  if (candidates.size() == 1) return &candidates.front();
  Candidate* only = nullptr;
  for (Candidate& candidate : candidates) {
    if (!candidate.has_what_is_named || !candidate.has_anything()) continue;
    if (only != nullptr) return nullptr;
    only = &candidate;
  }
  return only;
}

/// Why nobody can tell which is meant.
std::string several_projects(const std::vector<Candidate>& candidates, const ShownPaths& shown) {
  std::vector<std::string> environments;
  for (const Candidate& candidate : candidates) {
    if (candidate.root == candidates.front().root && !candidate.environment.empty()) {
      environments.push_back(candidate.environment);
    }
  }
  if (environments.size() == candidates.size()) {
    return fmt::format("the project has {} environments, {}; name one with --environment",
                       environments.size(), list_of_names(environments));
  }
  constexpr std::size_t kShown = 5;
  std::vector<std::string> names;
  for (const Candidate& candidate : candidates) {
    if (names.size() == kShown) break;
    const std::string path = shown(candidate.root);
    names.push_back(path.empty() ? "." : path);
  }
  return fmt::format("{} projects were found ({}{}); name the folder of one", candidates.size(),
                     list_of_names(names), candidates.size() > kShown ? " among them" : "");
}

std::vector<DeployComponent> components_of(std::span<const ResolvedProject> projects) {
  std::vector<DeployComponent> components;
  for (const ResolvedProject& project : projects) {
    components.insert(components.end(), project.deploy.components.begin(),
                      project.deploy.components.end());
  }
  return components;
}

}  // namespace

ResolvedProject resolve_analysed(const Host& host, const CheckRequest& check,
                                 const AnalysedProject& project) {
  CompileRequest everything;
  everything.check.api_version = check.api_version;
  everything.check.today = check.today;
  return resolve(host, everything, project, nullptr);
}

CompileResult compile(const Host& host, const CompileRequest& request) {
  CompileResult result;
  std::vector<std::string> problems;
  std::vector<ResolvedProject> earlier;
  if (!request.against.empty()) earlier = resolve_earlier(host, request, problems);
  std::vector<Candidate> candidates;
  CheckRequest check = request.check;
  check.inspect = [&](const AnalysedProject& analysed) {
    Candidate& candidate = candidates.emplace_back();
    candidate.root = analysed.discovered().root;
    candidate.environment = analysed.discovered().environment;
    if (analysed.replaced() != nullptr) {
      for (const ProjectFileFault& fault : analysed.replaced()->faults()) {
        candidate.problems.push_back(fault.words);
      }
    }
    const std::size_t unreplaced = candidate.problems.size();
    candidate.project =
        request.against.empty()
            ? resolve(host, request, analysed, &candidate.problems)
            : resolve(host, request, analysed, &candidate.problems, components_of(earlier));
    candidate.has_what_is_named = candidate.problems.size() == unreplaced;
  };
  result.check = run_check(host, check);
  if (Candidate* chosen = choose(candidates)) {
    problems.insert(problems.end(), chosen->problems.begin(), chosen->problems.end());
    result.project = std::move(chosen->project);
  } else if (!candidates.empty()) {
    const ShownPaths shown(request.check.current_directory, request.check.paths);
    problems.push_back(several_projects(candidates, shown));
  }
  if (!problems.empty()) result.project.reset();
  if (result.project && !request.against.empty()) mark_changes(*result.project, earlier);
  for (std::string& problem : problems) {
    result.check.report.failures.push_back({FailureKind::option, std::move(problem)});
  }
  return result;
}

}  // namespace ecac
