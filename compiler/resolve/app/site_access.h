#pragma once

#include "compiler/resolve/app/flow_builder.h"

namespace ecac {

/// Services of an Experience Cloud site that headless flows begin with.
enum class HeadlessService : std::uint8_t {
  passwordless_login,
  registration,
  forgot_password,
  first_party,
};

/// The switches of a service in the site's `Network`. A first-party app has the first alone.
struct ServiceSwitches {
  FieldId allowed = FieldId::none;
  FieldId authentication = FieldId::none;  ///< the first request needs the token of another app
  FieldId recaptcha = FieldId::none;       ///< the first request needs an answer of reCAPTCHA
};
const ServiceSwitches& switches_of(HeadlessService service);

/// What the site of an app contributes to its headless flows.
class SiteAccess {
 public:
  SiteAccess(const ProjectContext& context, const ResolvedApp& app);

  /// Of an org that is known to have no sites: this.
  void need_sites_of_org(FlowBuilder& flow) const;
  /// The site itself: configured, or the one network of the project.
  void need_site(const ResolvedApp& app, FlowBuilder& flow) const;
  /// For a client that is declared public and called back by https alone: a browser may call the
  /// token endpoint.
  void need_browser_access(const ResolvedApp& app, FlowBuilder& flow) const;
  /// The service is on and its first request is protected by one of the two means.
  void need_service(FlowBuilder& flow, HeadlessService service) const;

  /// Whether the first request of a service needs a token of an integration app, or a reCAPTCHA.
  Resolved<bool> needs_integration(HeadlessService service) const;
  Resolved<bool> needs_recaptcha(HeadlessService service) const;

  /// A switch of the site, and whether a field of it has a value.
  Resolved<bool> flag(FieldId field) const;
  Resolved<bool> given(FieldId field) const;

 private:
  const ProjectContext& context_;
  SettingFiles network_;
  std::string missing_ = {};  ///< why there is no network to ask
};

}  // namespace ecac
