#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/org/app_configuration.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/resolve/org/org_answers.h"

namespace ecac {

/// A project as somebody who asks sees it: its files, and what all its apps share. What is asked
/// for is recorded as the view records it. A few pointers; good as long as the project and the
/// answers.
class ProjectContext {
 public:
  ProjectContext(const ProjectView& project, const OrgAnswers& org)
      : project_(project), org_(&org) {}

  const ProjectView& project() const { return project_; }
  const SchemaSet& schema() const { return project_.schema(); }
  /// The day of the run, `2026-01-31`; "" where nobody told.
  std::string_view today() const { return org_->today_; }
  ValueReader reader(const SettingFiles& from) const { return {project_, from}; }
  ValueReader reader(FileId file) const { return {project_, file}; }

  /// The apps of the project, by name.
  std::vector<AppName> apps() const { return apps_of(project_); }
  /// The app that a name means; its symbol is none if the name is another name of a packaged app,
  /// or if nothing of the app stands in the project.
  AppName app(SymbolId name) const { return app_named(project_, name); }
  /// Null if the configuration says nothing of the app.
  const AppConfiguration* configuration(std::string_view app) const;

  const SettingFiles& oauth_settings() const { return org_->oauth_settings_.get(project_); }
  const SettingFiles& security_settings() const { return org_->security_settings_.get(project_); }
  const SettingFiles& connected_app_settings() const {
    return org_->connected_app_settings_.get(project_);
  }
  const SettingFiles& identity_provider_settings() const {
    return org_->identity_provider_settings_.get(project_);
  }
  const SettingFiles& my_domain_settings() const { return org_->my_domain_settings_.get(project_); }
  /// Of Experience Cloud, for all sites.
  const SettingFiles& site_settings() const { return org_->site_settings_.get(project_); }
  std::span<const FileId> networks() const { return org_->networks_.get(project_); }
  std::span<const FileId> sites() const { return org_->sites_.get(project_); }
  bool has_cors_origin() const;

  /// The session settings of a profile, by its API name whatever its letter case.
  SettingFiles session_settings(std::string_view profile) const;
  /// The permission set that has the label; "" if none has.
  std::string_view permission_set_labelled(std::string_view label) const;
  /// How far the permission sets of the project open the store of tokens to their users.
  StoreOpening token_store_opening() const;
  /// The first app by name that carries a scope which a headless service asks for; "" if none does.
  std::string_view integration_app(std::string_view scope) const;

 private:
  ProjectView project_;
  const OrgAnswers* org_;
};

}  // namespace ecac
