#include "compiler/diagnostics/cases/headless_site_endpoint_open.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/app/site_access.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::headless_site_endpoint_open {

namespace network_fields = fields::Network;

struct Service {
  std::string_view name;
  FlowKind flow;
  HeadlessService service;
};

static constexpr std::array<Service, 3> kServices = {{
    {"passwordless login", FlowKind::passwordless_login, HeadlessService::passwordless_login},
    {"registration", FlowKind::registration, HeadlessService::registration},
    {"password reset", FlowKind::forgot_password, HeadlessService::forgot_password},
}};

/// A switch of the site: what is known of it, and whether it is written.
struct SiteSwitch {
  Resolved<bool> value = {};
  const FieldFact* fact = nullptr;
};

static SiteSwitch switch_of(RuleContext& ctx, FieldId field) {
  return {ctx.org().reader(ctx.file_id()).boolean(field), ctx.facts().find(field)};
}

static void check_service(RuleContext& ctx, const Service& service) {
  const ServiceSwitches& switches = switches_of(service.service);
  const SiteSwitch allowed = switch_of(ctx, switches.allowed);
  if (!allowed.value.is(true) || allowed.fact == nullptr) return;
  const SiteSwitch authentication = switch_of(ctx, switches.authentication);
  const SiteSwitch recaptcha = switch_of(ctx, switches.recaptcha);
  if (authentication.value.is(true)) return;
  if (recaptcha.value.is(true)) {
    const FieldId threshold = network_fields::networkAuthApiSettings_recaptchaScoreThreshold;
    if (recaptcha.fact == nullptr || ctx.facts().broken()) return;
    if (ctx.facts().find(threshold) != nullptr) return;
    ctx.report(
           cases::FLW032_no_threshold, recaptcha.fact->value,
           fmt::format("reCAPTCHA is required for {}, but no `{}` says which score is enough, as "
                       "v3 asks",
                       service.name, ctx.schema().field(threshold).name))
        .subject(service.name);
    return;
  }
  const auto off_or_absent = [&](const SiteSwitch& protection) {
    return protection.value.is(false) || (protection.fact == nullptr && !ctx.facts().broken());
  };
  if (!off_or_absent(authentication) || !off_or_absent(recaptcha)) return;
  const bool both_written = authentication.fact != nullptr && recaptcha.fact != nullptr;
  FindingBuilder finding =
      both_written
          ? ctx.report(cases::FLW032_open, allowed.fact->value,
                       fmt::format("{} of site `{}` is open to anyone", service.name,
                                   ctx.file().full_name))
          : ctx.report(cases::FLW032_perhaps_open, allowed.fact->value,
                       fmt::format("{} of site `{}` is on, and nothing here protects its first "
                                   "request; a new site gets neither protection",
                                   service.name, ctx.file().full_name));
  finding.subject(service.name)
      .help(fmt::format("require reCAPTCHA (`{}`) where public clients call it, authentication "
                        "(`{}`) where private ones do",
                        ctx.schema().field(switches.recaptcha).name,
                        ctx.schema().field(switches.authentication).name));
  if (authentication.fact != nullptr) {
    finding.label({ctx.file_id(), authentication.fact->value}, "no authentication");
  }
  if (recaptcha.fact != nullptr) {
    finding.label({ctx.file_id(), recaptcha.fact->value}, "no reCAPTCHA");
  }
}

static void check_site(RuleContext& ctx) {
  for (const Service& service : kServices) check_service(ctx, service);
}

static void check_app(RuleContext& ctx) {
  if (ctx.org().networks().empty()) return;
  const FieldId offered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
  if (!may_say(ctx, offered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!app->client.declared.is(ClientType::public_client)) return;
  for (const Service& service : kServices) {
    const FlowCondition* integration =
        find_condition(app->flow(service.flow), Condition::integration_app);
    // Another app of the project may make the first request.
    if (integration == nullptr || integration->met.is(true)) continue;
    ctx.report(cases::FLW032_authentication_of_public_client, app_field(ctx, *app, offered).place,
               fmt::format("the site demands authentication for {}, and a public client has "
                           "nothing to authenticate with",
                           service.name))
        .subject(service.name)
        .help(fmt::format("require reCAPTCHA instead, with `{}`",
                          ctx.schema().field(switches_of(service.service).recaptcha).name));
  }
}

static const Rule kApp{.id = rules::FLW032, .unit = UnitKind::bundle, .check = check_app};

extern const Rule rule{.id = rules::FLW032,
                       .unit = UnitKind::file,
                       .types = {types::Network},
                       .check = check_site,
                       .also = &kApp};

}  // namespace ecac::headless_site_endpoint_open
