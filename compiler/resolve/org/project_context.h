#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/resolve/org/app_configuration.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/support/certificate_reader.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// What all apps of a project share, looked up once: the org's settings, its sites, the session
/// times of its profiles, the scopes that other apps carry. What few ask for is looked up when it
/// is first asked for. Safe from many threads.
class ProjectContext {
 public:
  /// Borrows all three.
  ProjectContext(const Project& project, std::span<const AppConfiguration> apps,
                 const CertificateReader& certificates);

  const Project& project() const { return project_; }
  const SchemaSet& schema() const { return project_.schema(); }
  const CertificateReader& certificates() const { return certificates_; }
  SettingReader reader() const { return SettingReader(project_); }

  std::span<const AppName> apps() const;
  /// The app that a name means; its symbol is none if the name is another name of a packaged app,
  /// or if nothing of the app stands in the project.
  AppName app(SymbolId name) const;
  /// Null if the configuration says nothing of the app.
  const AppConfiguration* configuration(std::string_view app) const;

  const SettingFiles& oauth_settings() const { return oauth_settings_; }
  const SettingFiles& security_settings() const { return security_settings_; }
  std::span<const FileId> networks() const { return networks_; }
  std::span<const FileId> sites() const { return sites_; }
  bool has_cors_origin() const { return has_cors_origin_; }

  /// The session setting of a profile, by its API name whatever its letter case; none if there is
  /// no such file.
  FileId session_setting(std::string_view profile) const;
  bool has_session_settings() const { return !session_settings_.empty(); }
  /// The permission set that has the label; "" if none has.
  std::string_view permission_set_labelled(std::string_view label) const;
  /// Whether any permission set of the project opens the store of tokens to its users.
  bool token_store_is_open() const;
  /// Names of the apps that carry a scope and may use client credentials.
  std::span<const std::string> integration_apps(std::string_view scope) const;

 private:
  void read_integration_apps() const;
  void read_permission_set_labels() const;
  void find_namespaced_apps() const;

  const Project& project_;
  std::unordered_map<std::string_view, const AppConfiguration*> configurations_;
  const CertificateReader& certificates_;
  mutable Once apps_once_;
  mutable std::vector<AppName> apps_;
  mutable Once namespaced_once_;
  /// Names with a namespace that nobody defines, by the name without it.
  mutable std::unordered_map<std::string_view, std::vector<SymbolId>> namespaced_apps_;
  SettingFiles oauth_settings_;
  SettingFiles security_settings_;
  std::vector<FileId> networks_;
  std::vector<FileId> sites_;
  bool has_cors_origin_ = false;
  std::unordered_map<std::string, FileId> session_settings_;
  mutable Once store_once_;
  mutable bool store_is_open_ = false;
  mutable Once labels_once_;
  mutable std::unordered_map<std::string_view, FileId> permission_set_labels_;
  mutable Once integration_once_;
  mutable std::unordered_map<std::string, std::vector<std::string>> integration_apps_;
};

}  // namespace ecac
