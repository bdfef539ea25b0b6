#include "compiler/resolve/project/project_resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/resolve/credential/credential_requests.h"
#include "compiler/resolve/project/project_secrets.h"
#include "compiler/resolve/project/project_visitor.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

bool is_wanted(const std::vector<std::string>& wanted, std::string_view name) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

std::vector<AppName> wanted_apps(const ProjectContext& context, const ProjectSelection& selection) {
  if (selection.apps.empty() && !selection.credentials.empty()) return {};
  std::vector<AppName> apps = context.apps();
  std::erase_if(apps, [&](const AppName& app) {
    return !is_wanted(selection.apps, context.project().name_of(app.symbol));
  });
  return apps;
}

std::vector<SymbolId> wanted_credentials(const ProjectView& project,
                                         const ProjectSelection& selection) {
  if (selection.credentials.empty() && !selection.apps.empty()) return {};
  std::vector<SymbolId> credentials = credentials_of(project);
  std::erase_if(credentials, [&](SymbolId credential) {
    return !is_wanted(selection.credentials, project.name_of(credential));
  });
  return credentials;
}

/// What makes the apps and credentials that were named.
std::vector<FileId> files_of(const ProjectView& project, std::span<const AppName> apps,
                             std::span<const SymbolId> credentials) {
  std::vector<FileId> files;
  for (const AppName& app : apps) {
    const AppFiles of_app(project, app);
    files.insert(files.end(), of_app.files().begin(), of_app.files().end());
  }
  if (!files.empty()) {
    const std::vector<FileId> org = org_setting_files(project);
    files.insert(files.end(), org.begin(), org.end());
  }
  for (const SymbolId credential : credentials) {
    const std::vector<FileId> definitions = project.definitions(credential);
    files.insert(files.end(), definitions.begin(), definitions.end());
  }
  return files;
}

/// Files of settings of the org whose fields the schemas list as a whole.
std::vector<FileId> listed_settings(const ProjectView& project) {
  std::vector<FileId> files = org_setting_files(project);
  std::erase_if(files, [&](FileId file) {
    const TypeSchema& type = project.schema().type(project.type_of(file));
    return type.root.open || type.file_name.empty();
  });
  std::sort(files.begin(), files.end(),
            [&](FileId a, FileId b) { return project.path_before(a, b); });
  return files;
}

void add_unknown(std::string_view kind, const std::vector<std::string>& wanted,
                 const std::vector<std::string_view>& names, std::vector<std::string>& problems) {
  for (const std::string& name : wanted) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    const std::string_view near = nearest_word(name, names);
    problems.push_back(fmt::format("there is no {} `{}` in this project{}", kind, name,
                                   near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
  }
}

/// Adds the variable that a place was filled from before the project was read.
void add_filled_in(std::vector<std::string>& variables, const Origin& origin,
                   const PlaceFinder& place) {
  if (origin.kind != OriginKind::written) return;
  const std::string variable = place(origin.place).variable;
  if (variable.empty()) return;
  if (std::find(variables.begin(), variables.end(), variable) != variables.end()) return;
  variables.push_back(variable);
}

/// Effects are those of files that are deployed, and of apps that let in only whom they name.
void leave_to_the_deploy(const ProjectView& project, ResolvedProject& resolved) {
  std::vector<bool> deployed(project.file_count(), false);
  for (const DeployComponent& component : resolved.deploy.components) {
    deployed[project.index_of(component.file)] = true;
  }
  std::set<std::string_view> open_apps;
  for (CompiledApp& app : resolved.apps) {
    std::erase_if(app.posture.effects, [&](const DeployEffect& effect) {
      return effect.file != FileId::none && !deployed[project.index_of(effect.file)];
    });
    const Resolved<std::string>& users = app.permitted_users;
    if (users.known() && !is_preauthorized(*users.value)) open_apps.insert(app.name);
  }
  std::erase_if(resolved.deploy.losses,
                [&](const Loss& loss) { return open_apps.contains(loss.app); });
}

void add_components(const ProjectContext& context, std::span<const AppName> apps,
                    std::span<const SymbolId> credentials, ResolvedProject& resolved) {
  resolved.apps.reserve(apps.size());
  for (const AppName& app : apps) resolved.apps.push_back(compile_app(context, app));
  resolved.credentials.reserve(credentials.size());
  for (const SymbolId credential : credentials) {
    ResolvedCredential& added =
        resolved.credentials.emplace_back(resolve_credential(context.project(), credential));
    added.requests = credential_requests(context.schema(), added);
  }
}

/// Remembers where everything is that somebody may show.
class PlaceCollector : public ValueVisitor {
 public:
  PlaceCollector(ShownPlaces& places, const PlaceFinder& finder)
      : places_(places), finder_(finder) {}

  void visit_place(const ValuePath& path, Place place) override {
    static_cast<void>(path);
    places_.add(place, finder_);
  }
  void visit_reason(const ValuePath& path, const Origin& origin) override {
    static_cast<void>(path);
    if (origin.kind == OriginKind::written || origin.kind == OriginKind::configured) {
      places_.add(origin.place, finder_);
    }
  }
  void visit_nothing(const ValuePath& path, const Origin& origin) override {
    visit_reason(path, origin);
  }

 private:
  ShownPlaces& places_;
  const PlaceFinder& finder_;
};

}  // namespace

const CompiledApp* ResolvedProject::app(std::string_view name) const {
  const auto found = std::find_if(apps.begin(), apps.end(),
                                  [&](const CompiledApp& app) { return app.name == name; });
  return found == apps.end() ? nullptr : &*found;
}

std::vector<std::string> unknown_names(const ProjectContext& context,
                                       const ProjectSelection& selection) {
  const ProjectView& project = context.project();
  std::vector<std::string> problems;
  std::vector<std::string_view> apps;
  for (const AppName& app : context.apps()) apps.push_back(project.name_of(app.symbol));
  add_unknown("app", selection.apps, apps, problems);
  std::vector<std::string_view> credentials;
  for (const SymbolId credential : credentials_of(project)) {
    credentials.push_back(project.name_of(credential));
  }
  add_unknown("credential", selection.credentials, credentials, problems);
  return problems;
}

ResolvedProject resolve_project(const ProjectContext& context, const ProjectSelection& selection,
                                ProjectSurroundings surroundings) {
  const ProjectView& project = context.project();
  const std::vector<AppName> apps = wanted_apps(context, selection);
  const std::vector<SymbolId> credentials = wanted_credentials(project, selection);
  ResolvedProject resolved;
  resolved.schema = project.shared_schema();
  resolved.description = std::move(surroundings.description);
  resolved.description.name_space = project.settings().name_space;
  resolved.description.api_version = project.api_version();
  resolved.org = resolve_org(context);
  resolved.org_settings = written_settings(project, listed_settings(project));
  add_components(context, apps, credentials, resolved);
  std::optional<std::vector<FileId>> selected;
  if (!selection.is_everything()) selected = files_of(project, apps, credentials);
  resolved.deploy =
      plan_deploy(project, surroundings.run.replacements, selected, surroundings.earlier);
  leave_to_the_deploy(project, resolved);
  for (EnvironmentValue& value : resolved.deploy.environment_values) {
    add_filled_in(value.variables, value.origin, surroundings.place);
  }
  for (UnresolvedPlaceholder& placeholder : resolved.deploy.placeholders) {
    add_filled_in(placeholder.variables, placeholder.origin, surroundings.place);
  }
  resolved.secrets = secrets_of(project);
  resolved.manual_steps = manual_steps(project, resolved.deploy.components, surroundings.run);
  PlaceCollector collector(resolved.places, surroundings.place);
  visit_project(resolved, collector);
  return resolved;
}

ResolvedProject resolve_components(const ProjectContext& context, std::span<const AppName> apps,
                                   std::span<const SymbolId> credentials,
                                   const PlaceFinder& place) {
  ResolvedProject resolved;
  resolved.schema = context.project().shared_schema();
  add_components(context, apps, credentials, resolved);
  PlaceCollector collector(resolved.places, place);
  visit_project(resolved, collector);
  return resolved;
}

void mark_changes(ResolvedProject& project, std::span<const ResolvedProject> earlier) {
  for (CompiledApp& app : project.apps) {
    const CompiledApp* before = nullptr;
    for (const ResolvedProject& state : earlier) {
      if (before == nullptr) before = state.app(app.name);
    }
    for (DeployEffect& effect : app.posture.effects) {
      // Of a new app nobody is a user yet who could notice.
      effect.change =
          before == nullptr
              ? !effect.only_as_change
              : std::none_of(before->posture.effects.begin(), before->posture.effects.end(),
                             [&](const DeployEffect& other) { return other.id == effect.id; });
    }
  }
}

}  // namespace ecac
