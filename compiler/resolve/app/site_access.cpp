#include "compiler/resolve/app/site_access.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

namespace network_fields = fields::Network;

struct ServiceFields {
  Condition allowed;
  ServiceSwitches switches;
};

constexpr std::array<ServiceFields, 4> kServices = {{
    {Condition::passwordless_login,
     {network_fields::networkAuthApiSettings_isPwdlessLoginAllowed,
      network_fields::networkAuthApiSettings_doesPwdlessLoginRequireAuth,
      network_fields::networkAuthApiSettings_isRecaptchaRequiredPwdlessLogin}},
    {Condition::registration,
     {network_fields::networkAuthApiSettings_isHeadlessUserRegistrationAllowed,
      network_fields::networkAuthApiSettings_doesRegistrationRequireAuth,
      network_fields::networkAuthApiSettings_isRecaptchaRequiredRgstr}},
    {Condition::forgot_password,
     {network_fields::networkAuthApiSettings_isForgotPwdAllowed,
      network_fields::networkAuthApiSettings_doesForgotPasswordRequireAuth,
      network_fields::networkAuthApiSettings_isRecaptchaRequiredForgotPwd}},
    {Condition::site_first_party, {network_fields::networkAuthApiSettings_isFirstPartyAppsAllowed}},
}};

const ServiceFields& fields_of(HeadlessService service) {
  return kServices[static_cast<std::size_t>(service)];
}

}  // namespace

const ServiceSwitches& switches_of(HeadlessService service) {
  return fields_of(service).switches;
}

SiteAccess::SiteAccess(const ProjectContext& context, const ResolvedApp& app)
    : context_(context), network_{.type = types::Network, .of_field = Absence::unknown} {
  const auto networks = context.networks();
  if (networks.size() == 1) {
    network_.files = {networks[0]};
    return;
  }
  for (const FileId network : networks) {
    if (app.site.is(std::string(context.project().file(network).full_name))) {
      network_.files = {network};
      return;
    }
  }
  missing_ = networks.empty() ? "no Network in this project"
                              : fmt::format("which of {} networks is the app's", networks.size());
}

Resolved<bool> SiteAccess::flag(FieldId field) const {
  if (missing_.empty()) return context_.reader(network_).boolean(field);
  return Resolved<bool>::unknown("`{field}` of the site's Network", field);
}

Resolved<bool> SiteAccess::given(FieldId field) const {
  if (missing_.empty()) return context_.reader(network_).present(field);
  return Resolved<bool>::unknown("`{field}` of the site's Network", field);
}

void SiteAccess::need_sites_of_org(FlowBuilder& flow) const {
  const FieldId field = fields::CommunitiesSettings::enableNetworksEnabled;
  const Resolved<bool> met = context_.reader(context_.site_settings()).boolean(field);
  if (met.is(false)) flow.gate(Condition::org_sites, met);
}

void SiteAccess::need_site(const ResolvedApp& app, FlowBuilder& flow) const {
  Resolved<bool> met = Resolved<bool>::unknown(
      "the Experience Cloud site: `site` of the app in ecac.json, or its Network");
  if (app.site.known()) {
    met = {true, app.site.origin};
  } else if (!network_.files.empty()) {
    met = {true, Origin::written_at({network_.files[0],
                                     context_.project().file(network_.files[0]).facts.root_tag()},
                                    FieldId::none)};
  }
  flow.need(Condition::site, met);
  if (app.site.known()) flow.seen(*app.site.value);
}

void SiteAccess::need_browser_access(const ResolvedApp& app, FlowBuilder& flow) const {
  if (!app.client.declared.is(ClientType::public_client)) return;
  const bool browser =
      std::all_of(app.callbacks.begin(), app.callbacks.end(), [](const ResolvedCallback& callback) {
        return callback.kind == CallbackKind::https || callback.kind == CallbackKind::site_echo;
      });
  if (!browser) return;
  const FieldId field = fields::SecuritySettings::sessionSettings_enableOauthCorsPolicy;
  Resolved<bool> met = context_.reader(context_.security_settings()).boolean(field);
  if (met.is(true) && !context_.has_cors_origin()) {
    met = Resolved<bool>::unknown("an allowed CORS origin of the org");
  }
  flow.need(Condition::cors, met);
}

void SiteAccess::need_service(FlowBuilder& flow, HeadlessService service) const {
  const ServiceFields& fields = fields_of(service);
  flow.switched(fields.allowed, flag(fields.switches.allowed));
  if (!missing_.empty()) flow.seen(missing_);
  if (service == HeadlessService::registration) {
    const FieldId handler = network_fields::networkAuthApiSettings_registrationHandler;
    flow.need(Condition::registration_handler, given(handler));
  }
  if (fields.switches.authentication == FieldId::none) return;
  const Resolved<bool> integration = flag(fields.switches.authentication);
  const Resolved<bool> guarded = either(integration, flag(fields.switches.recaptcha));
  const bool by_integration = guarded.origin.field == fields.switches.authentication;
  flow.protection(Condition::protected_request, guarded)
      .decided_by(by_integration ? fields.switches.authentication : fields.switches.recaptcha);
  if (!integration.is(true)) return;
  const std::string_view scope =
      context_.schema().field(fields.switches.authentication).token_scope;
  const std::string_view app = context_.integration_app(scope);
  const Resolved<bool> carried =
      app.empty()
          ? Resolved<bool>::unknown(fmt::format("an app of the org with the scope `{}`", scope))
          : Resolved<bool>{true, Origin::derived_from_one("/apps")};
  flow.need(Condition::integration_app, carried);
  if (!app.empty()) flow.seen(std::string(app));
}

Resolved<bool> SiteAccess::needs_integration(HeadlessService service) const {
  return flag(switches_of(service).authentication);
}

Resolved<bool> SiteAccess::needs_recaptcha(HeadlessService service) const {
  return flag(switches_of(service).recaptcha);
}

}  // namespace ecac
