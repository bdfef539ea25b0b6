#include "compiler/driver/resolution.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/driver/discovery.h"
#include "compiler/driver/place_table.h"
#include "compiler/emit/app_json.h"
#include "compiler/emit/app_text.h"
#include "compiler/emit/client_metadata.h"
#include "compiler/emit/runtime_config.h"
#include "compiler/resolve/app_resolver.h"
#include "compiler/source/line_index.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

constexpr std::size_t kLargestConfig = std::size_t{16} << 20;

/// What ecac.json says of apps, with lines and columns.
std::vector<AppConfiguration> configured_apps(const FileTree& files, const Config& config,
                                              std::string_view root) {
  std::string text;
  if (config.path.empty() || !files.read(config.path, text, kLargestConfig)) return {};
  const LineIndex lines(text);
  const std::string shown = is_within(config.path, root)
                                ? std::string(relative_path(config.path, root))
                                : std::string(file_name(config.path));
  const auto place = [&](TextRange range) {
    const LineColumn at = lines.position(range.begin);
    return OutsidePlace{shown, at.line, at.column};
  };
  std::vector<AppConfiguration> apps;
  for (const AppSetting& setting : config.apps) {
    AppConfiguration& app = apps.emplace_back();
    app.name = setting.name.value;
    if (setting.client_type) {
      app.client_type = {setting.client_type->value, place(setting.client_type->range)};
    }
    if (setting.site) app.site = {setting.site->value, place(setting.site->range)};
    if (setting.guest_profile) {
      app.guest_profile = {setting.guest_profile->value, place(setting.guest_profile->range)};
    }
  }
  return apps;
}

/// Resolves one project while its index lives.
class ProjectResolver {
 public:
  ProjectResolver(const FileTree& files, const ResolutionRequest& request,
                  const DiscoveredProject& discovered, const Project& project)
      : request_(request),
        discovered_(discovered),
        project_(project),
        configurations_(configured_apps(files, *discovered.config, discovered.root)),
        context_(project, configurations_, openssl_certificate_reader()),
        places_(files, project),
        finder_([this](Place place) { return places_.find(place); }) {}

  /// What was named and is not there, one sentence each.
  std::vector<std::string> unknown_names() const {
    std::vector<std::string> problems;
    std::vector<std::string_view> names;
    for (const AppName& app : context_.apps()) names.push_back(project_.symbols().name(app.symbol));
    for (const std::string& wanted : request_.apps) {
      if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
      const std::string_view near = nearest_word(wanted, names);
      problems.push_back(
          fmt::format("there is no app `{}` in this project{}", wanted,
                      near.empty() ? "" : fmt::format("; did you mean `{}`?", near)));
    }
    return problems;
  }

  std::string document() {
    DocumentBuilder builder(project_.schema(), finder_);
    const DocumentNode root(builder);
    ProjectDescription description;
    for (const PackageDirectory& directory : discovered_.project_file.package_directories) {
      description.package_directories.push_back(directory.path);
    }
    description.api_version_from = request_.check.api_version ? "--api-version"
                                   : discovered_.project_file.source_api_version
                                       ? "sfdx-project.json"
                                       : "the newest known";
    write_runtime_config_head(root, request_.tool, context_, description);
    for_each_app([&](const ResolvedApp& app) { write_app(root.append("apps"), app); });
    return runtime_config_text(std::move(builder).finish());
  }

  std::vector<ClientDocument> clients() {
    std::vector<ClientDocument> documents;
    for_each_app([&](const ResolvedApp& app) {
      documents.push_back({app.name, runtime_config_text(client_metadata(app))});
    });
    return documents;
  }

  std::vector<std::string> screens(std::string_view flow) {
    std::vector<std::string> screens;
    for_each_app([&](const ResolvedApp& app) {
      screens.push_back(app_screen(app, project_.schema(), finder_, flow));
    });
    return screens;
  }

 private:
  template <class Visit>
  void for_each_app(Visit&& visit) const {
    // Somebody who names a credential alone wants no app.
    if (request_.apps.empty() && !request_.credentials.empty()) return;
    for (const AppName& app : context_.apps()) {
      const std::string_view name = project_.symbols().name(app.symbol);
      const bool wanted =
          request_.apps.empty() ||
          std::find(request_.apps.begin(), request_.apps.end(), name) != request_.apps.end();
      if (wanted) visit(resolve_app(context_, app));
    }
  }

  const ResolutionRequest& request_;
  const DiscoveredProject& discovered_;
  const Project& project_;
  std::vector<AppConfiguration> configurations_;
  ProjectContext context_;
  PlaceTable places_;
  PlaceFinder finder_;
};

}  // namespace

ResolutionResult resolve_project(const FileTree& files, const ResolutionRequest& request,
                                 ResolutionOutput output, std::string_view flow) {
  ResolutionResult result;
  std::vector<std::string> problems;
  std::size_t projects = 0;
  CheckRequest check = request.check;
  check.inspect = [&](const DiscoveredProject& discovered, const Project& project) {
    // The index is gone once this returns, so the documents are made here and kept or dropped
    // later.
    if (++projects > 1) return;
    ProjectResolver resolver(files, request, discovered, project);
    problems = resolver.unknown_names();
    switch (output) {
      case ResolutionOutput::document: result.project.document = resolver.document(); return;
      case ResolutionOutput::clients: result.project.clients = resolver.clients(); return;
      case ResolutionOutput::screens: result.project.screens = resolver.screens(flow); return;
    }
  };
  result.check = run_check(files, check);
  if (projects > 1) {
    problems = {fmt::format("{} projects were found; name the folder of one", projects)};
  }
  result.resolved = projects == 1 && problems.empty();
  result.check.failures.insert(result.check.failures.end(), problems.begin(), problems.end());
  return result;
}

}  // namespace ecac
