#include "compiler/resolve/org/project_context.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/resolve/org/bundle.h"
#include "compiler/resolve/org/permission_set.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

std::string in_small_letters(std::string_view name) {
  std::string small(name);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

}  // namespace

ProjectContext::ProjectContext(const Project& project, std::span<const AppConfiguration> apps,
                               const CertificateReader& certificates)
    : project_(project),
      certificates_(certificates),
      oauth_settings_(org_settings(project, types::OauthOidcSettings)),
      security_settings_(org_settings(project, types::SecuritySettings)) {
  for (const AppConfiguration& app : apps) configurations_.emplace(app.name, &app);
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (file.gone || file.wrong_suffix) continue;
    if (file.type == types::Network) networks_.push_back(id);
    if (file.type == types::CustomSite) sites_.push_back(id);
    if (file.type == types::CorsWhitelistOrigin) has_cors_origin_ = true;
    if (file.type == types::ProfileSessionSetting) {
      const FieldFact* profile = file.facts.find(fields::ProfileSessionSetting::profile);
      if (profile != nullptr) {
        session_settings_.emplace(in_small_letters(file.facts.text(*profile)), id);
      }
    }
  }
  const auto by_path = [&](FileId a, FileId b) { return project.path_before(a, b); };
  std::sort(networks_.begin(), networks_.end(), by_path);
  std::sort(sites_.begin(), sites_.end(), by_path);
}

std::span<const AppName> ProjectContext::apps() const {
  apps_once_.run([this] { apps_ = apps_of(project_); });
  return apps_;
}

void ProjectContext::find_namespaced_apps() const {
  const SymbolIndex& symbols = project_.symbols();
  for (std::uint32_t id = 0; id < symbols.size(); ++id) {
    const SymbolId app{id};
    if (symbols.type(app) != types::ExternalClientApplication || symbols.is_defined(app)) continue;
    const std::string_view name = symbols.name(app);
    const std::string_view prefix = namespace_of(name);
    if (!prefix.empty()) namespaced_apps_[name.substr(prefix.size() + 2)].push_back(app);
  }
  for (auto& [plain, names] : namespaced_apps_) {
    std::sort(names.begin(), names.end(),
              [&](SymbolId a, SymbolId b) { return symbols.name(a) < symbols.name(b); });
  }
}

AppName ProjectContext::app(SymbolId name) const {
  const SymbolIndex& symbols = project_.symbols();
  if (!symbols.is_defined(name)) {
    const bool known =
        packaged_app(project_, name) == SymbolId::none && !Bundle(project_, name).members().empty();
    return {known ? name : SymbolId::none};
  }
  namespaced_once_.run([this] { find_namespaced_apps(); });
  AppName app{name};
  const auto others = namespaced_apps_.find(symbols.name(name));
  if (others == namespaced_apps_.end()) return app;
  for (const SymbolId other : others->second) {
    if (packaged_app(project_, other) == name) app.aliases.push_back(other);
  }
  return app;
}

void ProjectContext::read_permission_set_labels() const {
  for (const FileId id : project_.files()) {
    const ProjectFile& file = project_.file(id);
    if (file.gone || file.wrong_suffix || file.type != types::PermissionSet) continue;
    const FieldFact* label = file.facts.find(fields::PermissionSet::label);
    if (label != nullptr) permission_set_labels_.emplace(file.facts.text(*label), id);
  }
}

void ProjectContext::read_integration_apps() const {
  const auto services = schema().token_scopes();
  for (const AppName& app : apps()) {
    const AppFiles files(project_, app);
    const auto scopes = reader().text(files.of(types::ExtlClntAppOauthSettings),
                                      fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes);
    if (!scopes.known()) continue;
    for_each_item(*scopes.value, ListSyntax::comma, [&](const ListItem& item) {
      if (std::find(services.begin(), services.end(), item.text) == services.end()) return;
      integration_apps_[std::string(item.text)].emplace_back(files.name());
    });
  }
}

const AppConfiguration* ProjectContext::configuration(std::string_view app) const {
  const auto found = configurations_.find(app);
  return found == configurations_.end() ? nullptr : found->second;
}

FileId ProjectContext::session_setting(std::string_view profile) const {
  const auto found = session_settings_.find(in_small_letters(profile));
  return found == session_settings_.end() ? FileId::none : found->second;
}

std::string_view ProjectContext::permission_set_labelled(std::string_view label) const {
  labels_once_.run([this] { read_permission_set_labels(); });
  const auto found = permission_set_labels_.find(label);
  return found == permission_set_labels_.end() ? std::string_view()
                                               : project_.file(found->second).full_name;
}

bool ProjectContext::token_store_is_open() const {
  store_once_.run([this] {
    for (const FileId id : project_.files()) {
      if (store_is_open_) break;
      const ProjectFile& file = project_.file(id);
      const bool set = file.type == types::PermissionSet && !file.gone && !file.wrong_suffix;
      store_is_open_ = set && token_store_opening(file.facts) != StoreOpening::closed;
    }
  });
  return store_is_open_;
}

std::span<const std::string> ProjectContext::integration_apps(std::string_view scope) const {
  integration_once_.run([this] { read_integration_apps(); });
  const auto found = integration_apps_.find(std::string(scope));
  if (found == integration_apps_.end()) return {};
  return found->second;
}

}  // namespace ecac
