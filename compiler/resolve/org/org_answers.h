#pragma once

#include <array>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/resolve/org/app_configuration.h"
#include "compiler/resolve/org/permission_set.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/resolve/view/file_table.h"
#include "compiler/resolve/view/shared_answer.h"

namespace ecac {

/// What all apps of one project share, found when the first one asks: the org's settings, its
/// sites, the session times of its profiles. Read it through a `ProjectContext`, which records who
/// asks.
class OrgAnswers {
 public:
  /// Borrows the first. `today` is `2026-01-31`, or "" where nobody told. `track`: edits are
  /// expected.
  OrgAnswers(std::span<const AppConfiguration> apps, std::string today, bool track);
  OrgAnswers(const OrgAnswers&) = delete;
  OrgAnswers& operator=(const OrgAnswers&) = delete;

  /// An answer stands behind those that it may ask for.
  std::span<SharedAnswerBase* const> answers() const { return answers_; }
  std::span<FileTable* const> tables() const { return tables_; }

 private:
  friend class ProjectContext;

  using AppByScope = std::map<std::string, std::string, std::less<>>;
  AppByScope find_integration_apps(const ProjectView& project) const;
  std::string integration_app(const ProjectView& project, std::string_view scope) const;

  std::unordered_map<std::string_view, const AppConfiguration*> configurations_;
  std::string today_;
  FileTable session_settings_;       ///< by the profile, in small letters
  FileTable permission_set_labels_;  ///< by the label
  FileTable store_openings_;         ///< by how far they open the store of tokens
  FileTable service_scopes_;         ///< OAuth settings by the scopes that a service asks for
  SharedAnswer<SettingFiles> oauth_settings_;
  SharedAnswer<SettingFiles> security_settings_;
  SharedAnswer<SettingFiles> connected_app_settings_;
  SharedAnswer<SettingFiles> identity_provider_settings_;
  SharedAnswer<SettingFiles> my_domain_settings_;
  SharedAnswer<SettingFiles> site_settings_;
  SharedAnswer<std::vector<FileId>> networks_;
  SharedAnswer<std::vector<FileId>> sites_;
  /// The first app by name that carries a scope, "" if none does.
  SharedAnswer<AppByScope> integration_apps_;
  std::array<FileTable*, 4> tables_;
  std::array<SharedAnswerBase*, 9> answers_;
};

}  // namespace ecac
