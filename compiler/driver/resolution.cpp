#include "compiler/driver/resolution.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "compiler/analysis/place_table.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/driver/earlier_run.h"
#include "compiler/emit/document/app_json.h"
#include "compiler/emit/document/client_metadata.h"
#include "compiler/emit/document/credentials_json.h"
#include "compiler/emit/document/deploy_json.h"
#include "compiler/emit/document/runtime_config.h"
#include "compiler/emit/screen/app_text.h"
#include "compiler/emit/screen/credential_text.h"
#include "compiler/emit/text/style.h"
#include "compiler/resolve/app/app_resolver.h"
#include "compiler/resolve/app/client_requests.h"
#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/resolve/credential/platform_requests.h"
#include "compiler/resolve/deploy/deploy_plan.h"
#include "compiler/resolve/deploy/manual_steps.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

namespace {

/// App to the effects that it had.
using EarlierEffects = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;

/// Resolves one project while its index lives.
class ProjectResolver {
 public:
  ProjectResolver(const Host& host, const ReplacedFileTree* replaced,
                  const ResolutionRequest& request, const DiscoveredProject& discovered,
                  const Project& project)
      : request_(request),
        discovered_(discovered),
        project_(project),
        configurations_(configured_apps(*discovered.config)),
        org_(configurations_, host.certificates, false),
        context_(project, org_),
        places_(project, replaced),
        finder_([this](Place place) { return places_.find(place); }) {}

  /// What was named and is not there, one sentence each.
  std::vector<std::string> unknown_names() const {
    std::vector<std::string> problems;
    std::vector<std::string_view> apps;
    const std::vector<AppName> named = context_.apps();
    for (const AppName& app : named) apps.push_back(project_.symbols().name(app.symbol));
    add_unknown("app", request_.apps, apps, problems);
    std::vector<std::string_view> credentials;
    for (const SymbolId credential : credentials_of(project_)) {
      credentials.push_back(project_.symbols().name(credential));
    }
    add_unknown("credential", request_.credentials, credentials, problems);
    return problems;
  }

  std::string document() {
    DocumentBuilder builder(project_.schema(), finder_);
    const DocumentNode root(builder);
    ProjectDescription description;
    for (const PackageDirectory& directory : discovered_.project_file.package_directories) {
      description.package_directories.push_back(directory.path);
    }
    if (discovered_.has_project_file) {
      description.file = Place{discovered_.project_file.id, {}};
    }
    description.api_version_from = request_.check.api_version ? "--api-version"
                                   : discovered_.project_file.source_api_version
                                       ? "sfdx-project.json"
                                       : "the newest known";
    write_runtime_config_head(root, request_.tool, context_, description);
    for_each_app([&](const ResolvedApp& app) { write_app(root.append("apps"), app); });
    write_credentials(root, resolved_credentials());
    const auto replacements = declared_replacements(discovered_.project_file);
    const DeployPlan plan = is_narrowed() ? plan_deploy(project_, replacements, selected_files())
                                          : plan_deploy(project_, replacements);
    write_deploy(project_, plan, root);
    write_manual_steps(project_, manual_steps(project_, plan.components, configurations_), root);
    return runtime_config_text(std::move(builder).finish());
  }

  std::vector<ClientDocument> clients() {
    std::vector<ClientDocument> documents;
    for_each_app([&](const ResolvedApp& app) {
      documents.push_back({app.name, runtime_config_text(client_metadata(app))});
    });
    return documents;
  }

  std::vector<std::string> screens(std::string_view flow, const Style& style) {
    std::vector<std::string> screens;
    for_each_app([&](const ResolvedApp& app) {
      screens.push_back(app_screen(app, project_.schema(), finder_, flow, style));
    });
    if (request_.credentials.empty()) return screens;
    for (const ResolvedCredential& credential : resolved_credentials()) {
      screens.push_back(credential_text(credential, finder_, style));
    }
    return screens;
  }

  /// The effects that each app has, to be compared with those of a later state.
  EarlierEffects effects() const {
    EarlierEffects effects;
    for_each_app([&](const ResolvedApp& app) {
      std::set<std::string, std::less<>>& of_app = effects[app.name];
      for (const DeployEffect& effect : app.effects) of_app.emplace(effect.id);
    });
    return effects;
  }
  void compare_with(const EarlierEffects* earlier) { earlier_ = earlier; }

 private:
  static void add_unknown(std::string_view kind, const std::vector<std::string>& wanted,
                          const std::vector<std::string_view>& names,
                          std::vector<std::string>& problems) {
    for (const std::string& name : wanted) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      const std::string_view near = nearest_word(name, names);
      problems.push_back(
          fmt::format("there is no {} `{}` in this project{}", kind, name,
                      near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
    }
  }

  bool is_narrowed() const { return !request_.apps.empty() || !request_.credentials.empty(); }

  /// What makes the apps and credentials that were named.
  std::vector<FileId> selected_files() const {
    std::vector<FileId> files;
    for (const AppName& app : wanted_apps()) {
      const AppFiles of_app(project_, app);
      files.insert(files.end(), of_app.files().begin(), of_app.files().end());
    }
    if (!files.empty()) {
      const std::vector<FileId> org = org_setting_files(project_);
      files.insert(files.end(), org.begin(), org.end());
    }
    for (const SymbolId credential : wanted_credentials()) {
      const std::vector<FileId> definitions = project_.definitions(credential);
      files.insert(files.end(), definitions.begin(), definitions.end());
    }
    return files;
  }

  std::vector<SymbolId> wanted_credentials() const {
    std::vector<SymbolId> credentials;
    if (request_.credentials.empty() && !request_.apps.empty()) return credentials;
    credentials = credentials_of(project_);
    std::erase_if(credentials, [&](SymbolId credential) {
      return !is_wanted(request_.credentials, project_.symbols().name(credential));
    });
    return credentials;
  }

  std::vector<ResolvedCredential> resolved_credentials() const {
    std::vector<ResolvedCredential> credentials;
    for (const SymbolId credential : wanted_credentials()) {
      ResolvedCredential& resolved =
          credentials.emplace_back(resolve_credential(project_, credential));
      resolved.requests = platform_requests(resolved);
    }
    return credentials;
  }

  static bool is_wanted(const std::vector<std::string>& wanted, std::string_view name) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
  }

  void mark_changes(ResolvedApp& app) const {
    if (earlier_ == nullptr) return;
    const auto before = earlier_->find(app.name);
    for (DeployEffect& effect : app.effects) {
      effect.change = before == earlier_->end() || !before->second.contains(effect.id);
    }
  }

  std::vector<AppName> wanted_apps() const {
    // Somebody who names a credential alone wants no app.
    if (request_.apps.empty() && !request_.credentials.empty()) return {};
    std::vector<AppName> apps = context_.apps();
    std::erase_if(apps, [&](const AppName& app) {
      return !is_wanted(request_.apps, project_.symbols().name(app.symbol));
    });
    return apps;
  }

  template <class Visit>
  void for_each_app(Visit&& visit) const {
    for (const AppName& app : wanted_apps()) {
      ResolvedApp resolved = resolve_app(context_, app);
      add_client_requests(context_, resolved);
      mark_changes(resolved);
      visit(resolved);
    }
  }

  const ResolutionRequest& request_;
  const DiscoveredProject& discovered_;
  const Project& project_;
  std::vector<AppConfiguration> configurations_;
  OrgAnswers org_;
  ProjectContext context_;
  PlaceTable places_;
  PlaceFinder finder_;
  const EarlierEffects* earlier_ = nullptr;
};

/// The effects of the apps in an earlier state of the project.
EarlierEffects effects_of(const Host& host, const ResolutionRequest& request,
                          std::vector<std::string>& problems) {
  EarlierEffects effects;
  const Result<EarlierRun> state = EarlierRun::open(host, request.check, request.against);
  if (!state) {
    problems.push_back("--against: " + state.error().message);
    return effects;
  }
  const Host then = host.with(state->files());
  ResolutionRequest earlier;
  earlier.check = state->request();
  earlier.check.inspect = [&](const AnalysedProject& analysed) {
    effects.merge(ProjectResolver(then, analysed.replaced(), earlier, analysed.discovered(),
                                  analysed.project())
                      .effects());
  };
  const CheckResult result = run_check(then, earlier.check);
  problems.insert(problems.end(), result.failures.begin(), result.failures.end());
  return effects;
}

}  // namespace

ResolutionResult resolve_project(const Host& host, const ResolutionRequest& request,
                                 ResolutionOutput output, const ScreenOptions& screen) {
  ResolutionResult result;
  std::vector<std::string> problems;
  std::size_t projects = 0;
  std::optional<EarlierEffects> earlier;
  if (!request.against.empty()) earlier = effects_of(host, request, problems);
  CheckRequest check = request.check;
  check.inspect = [&](const AnalysedProject& analysed) {
    const ReplacedFileTree* replaced = analysed.replaced();
    // The index is gone once this returns, so the documents are made here and kept or dropped
    // later.
    if (++projects > 1) return;
    if (replaced != nullptr) {
      for (const ProjectProblem& problem : replaced->problems())
        problems.push_back(problem.message);
    }
    ProjectResolver resolver(host, replaced, request, analysed.discovered(), analysed.project());
    if (earlier) resolver.compare_with(&*earlier);
    const std::vector<std::string> unknown = resolver.unknown_names();
    problems.insert(problems.end(), unknown.begin(), unknown.end());
    switch (output) {
      case ResolutionOutput::document: result.project.document = resolver.document(); return;
      case ResolutionOutput::clients: result.project.clients = resolver.clients(); return;
      case ResolutionOutput::screens:
        result.project.screens = resolver.screens(screen.flow, Style(screen.color));
        return;
    }
  };
  result.check = run_check(host, check);
  if (projects > 1) {
    problems = {fmt::format("{} projects were found; name the folder of one", projects)};
  }
  result.resolved = projects == 1 && problems.empty();
  result.check.failures.insert(result.check.failures.end(), problems.begin(), problems.end());
  return result;
}

}  // namespace ecac
