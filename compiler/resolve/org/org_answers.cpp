#include "compiler/resolve/org/org_answers.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

std::vector<std::string> profile_of_session(const SchemaSet&, const FileFacts& facts) {
  const FieldFact* profile = facts.find(fields::ProfileSessionSetting::profile);
  if (profile == nullptr) return {};
  return {ascii::in_small_letters(facts.text(*profile))};
}

std::vector<std::string> label_of_set(const SchemaSet&, const FileFacts& facts) {
  const FieldFact* label = facts.find(fields::PermissionSet::label);
  if (label == nullptr) return {};
  return {std::string(facts.text(*label))};
}

std::vector<std::string> opening_of_set(const SchemaSet&, const FileFacts& facts) {
  const StoreOpening opening = token_store_opening(facts);
  if (opening == StoreOpening::closed) return {};
  return {std::string(to_string(opening))};
}

std::vector<std::string> scopes_of_settings(const SchemaSet& schema, const FileFacts& facts) {
  std::vector<std::string> scopes;
  const FieldFact* list = facts.find(fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes);
  if (list == nullptr) return scopes;
  const auto services = schema.token_scopes();
  for_each_item(facts.text(*list), ListSyntax::comma, [&](const ListItem& item) {
    if (std::find(services.begin(), services.end(), item.text) == services.end()) return;
    scopes.emplace_back(item.text);
  });
  return scopes;
}

std::vector<FileId> files_by_path(const ProjectView& project, TypeId type) {
  std::vector<FileId> files;
  for (const FileId file : project.files_of(type)) {
    if (!project.is_misnamed(file)) files.push_back(file);
  }
  std::sort(files.begin(), files.end(),
            [&](FileId a, FileId b) { return project.path_before(a, b); });
  return files;
}

}  // namespace

OrgAnswers::OrgAnswers(std::span<const AppConfiguration> apps, std::string today, bool track)
    : today_(std::move(today)),
      session_settings_(0, types::ProfileSessionSetting, profile_of_session),
      permission_set_labels_(1, types::PermissionSet, label_of_set),
      store_openings_(2, types::PermissionSet, opening_of_set),
      service_scopes_(3, types::ExtlClntAppOauthSettings, scopes_of_settings),
      oauth_settings_(0, track,
                      [](const ProjectView& project) {
                        return org_settings(project, types::OauthOidcSettings);
                      }),
      security_settings_(1, track,
                         [](const ProjectView& project) {
                           return org_settings(project, types::SecuritySettings);
                         }),
      connected_app_settings_(2, track,
                              [](const ProjectView& project) {
                                return org_settings(project, types::ConnectedAppSettings);
                              }),
      identity_provider_settings_(3, track,
                                  [](const ProjectView& project) {
                                    return org_settings(project, types::IdentityProviderSettings);
                                  }),
      my_domain_settings_(4, track,
                          [](const ProjectView& project) {
                            return org_settings(project, types::MyDomainSettings);
                          }),
      site_settings_(5, track,
                     [](const ProjectView& project) {
                       return org_settings(project, types::CommunitiesSettings);
                     }),
      networks_(6, track,
                [](const ProjectView& project) { return files_by_path(project, types::Network); }),
      sites_(7, track,
             [](const ProjectView& project) { return files_by_path(project, types::CustomSite); }),
      integration_apps_(
          8, track, [this](const ProjectView& project) { return find_integration_apps(project); }),
      tables_{&session_settings_, &permission_set_labels_, &store_openings_, &service_scopes_},
      answers_{&oauth_settings_,
               &security_settings_,
               &connected_app_settings_,
               &identity_provider_settings_,
               &my_domain_settings_,
               &site_settings_,
               &networks_,
               &sites_,
               &integration_apps_} {
  for (const AppConfiguration& app : apps) configurations_.emplace(app.name, &app);
}

OrgAnswers::AppByScope OrgAnswers::find_integration_apps(const ProjectView& project) const {
  AppByScope apps;
  for (const std::string_view scope : project.schema().token_scopes()) {
    apps.emplace(scope, integration_app(project, scope));
  }
  return apps;
}

std::string OrgAnswers::integration_app(const ProjectView& project, std::string_view scope) const {
  // The app of each file that has the scope, if it is a list that can be read.
  std::vector<SymbolId> apps;
  for (const FileId file : service_scopes_.files_with(project, scope)) {
    const auto uses = project.facts(file).uses();
    for (std::size_t i = 0; i < uses.size(); ++i) {
      if (uses[i].type != types::ExternalClientApplication) continue;
      const SymbolId named = project.use_symbol(file, i);
      const bool defined = project.is_defined(named);
      const SymbolId packaged = defined ? SymbolId::none : packaged_app(project, named);
      apps.push_back(packaged == SymbolId::none ? named : packaged);
    }
  }
  std::sort(apps.begin(), apps.end(),
            [&](SymbolId a, SymbolId b) { return project.name_of(a) < project.name_of(b); });
  apps.erase(std::unique(apps.begin(), apps.end()), apps.end());
  for (const SymbolId symbol : apps) {
    const AppName app = app_named(project, symbol);
    if (app.symbol == SymbolId::none) continue;
    const AppFiles files(project, app);
    const auto scopes = files.reader(types::ExtlClntAppOauthSettings)
                            .text(fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes);
    if (!scopes.known()) continue;
    bool carries = false;
    for_each_item(*scopes.value, ListSyntax::comma,
                  [&](const ListItem& item) { carries = carries || item.text == scope; });
    if (carries) return std::string(files.name());
  }
  return {};
}

}  // namespace ecac
