#include "compiler/driver/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "compiler/driver/earlier_projects.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report_assembler.h"

namespace ecac {

namespace {

/// Sentences about what cannot be used; of a configuration file only the first mistake that a run
/// meets while it judges, since the others may follow from it.
class Failures {
 public:
  Failures(const ShownPaths& shown, std::vector<std::string>& sentences)
      : shown_(shown), sentences_(sentences) {}

  void add(std::span<const std::string> sentences) {
    sentences_.insert(sentences_.end(), sentences.begin(), sentences.end());
  }
  void add(const PathError& error) {
    sentences_.push_back(fmt::format("cannot check {}: {}", error.path, error.message));
  }
  void add(const ConfigError& error) {
    sentences_.push_back(
        fmt::format("{}:{}:{}: {}", shown_(error.path), error.line, error.column, error.message));
  }
  void add_first(std::span<const ConfigError> errors) {
    for (const ConfigError& error : errors) {
      if (seen_.insert(error.path).second) add(error);
    }
  }

 private:
  const ShownPaths& shown_;
  std::vector<std::string>& sentences_;
  std::set<std::string> seen_;
};

}  // namespace

CheckResult run_check(const Host& host, const CheckRequest& request) {
  CheckResult result;
  const ShownPaths shown(request.current_directory, request.paths);
  Failures failures(shown, result.failures);
  const RuleRequest rules{request.mode, request.preset, request.select, request.ignore};
  failures.add(problems_of(rules));

  WorkspaceRequest asked = request;
  // A review is of the repository, whatever of it is deployed.
  asked.judges_left_out = request.mode == Mode::audit;
  const Workspace workspace(host, std::move(asked));
  failures.add(workspace.failures());
  EarlierProjects earlier(host, request, workspace);
  failures.add(earlier.failures());
  for (const PathError& error : workspace.path_errors()) failures.add(error);
  for (const ConfigError& error : workspace.config_errors()) failures.add(error);

  ReportAssembler assembler(workspace.sources(), workspace.schema(), shown);
  for (const DiscoveredProject& discovered : workspace.projects()) {
    const ProjectRules project_rules = rules_of(rules, *discovered.config, *workspace.sources());
    failures.add_first(project_rules.errors);
    const AnalysedProject project =
        analyse_project(workspace, discovered, earlier.state_of(discovered));
    failures.add_first(project.config_errors());
    assembler.add_project(project, project_rules);
    add_shown_settings(request, workspace, project, shown, result.settings);
    if (request.list_files) add_shown_files(project.project(), shown, result.files);
    if (request.inspect) request.inspect(project);
    if (discovered.outside == nullptr) continue;
    const AnalysedProject outside = analyse_project(workspace, *discovered.outside);
    assembler.add_project(outside, project_rules);
    if (request.list_files) add_shown_files(outside.project(), shown, result.files);
  }
  result.internal_error = assembler.internal_error();
  result.report = assembler.finish();
  result.snippets = assembler.snippets();
  return result;
}

}  // namespace ecac
