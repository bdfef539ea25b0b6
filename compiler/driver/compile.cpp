#include "compiler/driver/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "compiler/analysis/place_table.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/driver/earlier_run.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

namespace {

ProjectDescription description_of(const DiscoveredProject& discovered, const CheckRequest& check) {
  ProjectDescription description;
  for (const PackageDirectory& directory : discovered.project_file.package_directories) {
    description.package_directories.push_back(directory.path);
  }
  if (discovered.has_project_file) {
    description.file = Place{discovered.project_file.id, {}};
  }
  description.root = discovered.root;
  description.api_version_from = check.api_version                            ? "--api-version"
                                 : discovered.project_file.source_api_version ? "sfdx-project.json"
                                                                              : "the newest known";
  return description;
}

/// Resolves one project while its index lives; adds the names that it does not have to `unknown`,
/// where somebody asks.
ResolvedProject resolve(const Host& host, const CompileRequest& request,
                        const AnalysedProject& analysed, std::vector<std::string>* unknown,
                        std::optional<std::span<const DeployComponent>> earlier = std::nullopt) {
  const DiscoveredProject& discovered = analysed.discovered();
  const Project& project = analysed.project();
  const RunFacts run =
      run_facts_of(discovered, request.check.today.empty() ? host.today : request.check.today);
  const OrgAnswers org(run.apps, host.certificates, run.today, false);
  const ProjectContext context(project, org);
  const PlaceTable places(project, analysed.replaced());
  if (unknown != nullptr) {
    for (std::string& problem : unknown_names(context, request.selection)) {
      unknown->push_back(std::move(problem));
    }
  }
  return resolve_project(context, request.selection,
                         {.description = description_of(discovered, request.check),
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
  problems.insert(problems.end(), result.failures.begin(), result.failures.end());
  const bool is_folder = names_folder(host.files, request.check.current_directory, request.against);
  const bool is_project =
      result.report.summary.files_checked != 0 ||
      std::any_of(projects.begin(), projects.end(), [](const ResolvedProject& project) {
        return project.description.file.has_value();
      });
  if (is_folder && result.failures.empty() && !is_project) {
    problems.push_back(fmt::format("--against: `{}` holds no project", request.against));
  }
  return projects;
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

CompileResult compile(const Host& host, const CompileRequest& request) {
  CompileResult result;
  std::vector<std::string> problems;
  std::vector<ResolvedProject> earlier;
  if (!request.against.empty()) earlier = resolve_earlier(host, request, problems);
  std::size_t projects = 0;
  CheckRequest check = request.check;
  check.inspect = [&](const AnalysedProject& analysed) {
    if (++projects > 1) return;
    if (analysed.replaced() != nullptr) {
      for (const ProjectFileFault& fault : analysed.replaced()->faults()) {
        problems.push_back(fault.words);
      }
    }
    result.project = request.against.empty()
                         ? resolve(host, request, analysed, &problems)
                         : resolve(host, request, analysed, &problems, components_of(earlier));
  };
  result.check = run_check(host, check);
  if (projects > 1) {
    problems = {fmt::format("{} projects were found; name the folder of one", projects)};
  }
  if (projects != 1 || !problems.empty()) result.project.reset();
  if (result.project && !request.against.empty()) mark_changes(*result.project, earlier);
  result.check.failures.insert(result.check.failures.end(), problems.begin(), problems.end());
  return result;
}

}  // namespace ecac
