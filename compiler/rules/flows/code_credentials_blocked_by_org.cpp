#include "compiler/diagnostics/cases/code_credentials_blocked_by_org.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/app/app_resolver.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"

namespace ecac::code_credentials_blocked_by_org {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
static constexpr FieldId kAllowed = fields::OauthOidcSettings::oAuthCdCrdtFlowEnable;

/// Whether the settings are here, and would not touch the switch of the org.
static bool leaves_alone(const RuleContext& ctx, const SettingFiles& settings) {
  return std::all_of(settings.files.begin(), settings.files.end(), [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    return facts.usable() && !facts.broken() && facts.find(kAllowed) == nullptr;
  });
}

/// The switch that blocks Code and Credentials; without a fact if none is known to do so.
static AppField blocking_switch(const RuleContext& ctx) {
  AppField blocking{.files = ctx.org().oauth_settings()};
  const ValueReader reader = ctx.org().reader(blocking.files);
  if (!reader.boolean(kAllowed).is(false)) return blocking;
  const FoundField found = reader.find(kAllowed);
  blocking.file = found.file;
  blocking.fact = found.fact;
  return blocking;
}

/// Settings that are only context have no findings: whoever checks the files of one app is to hear
/// of it all the same.
static bool is_told_at_app(const RuleContext& ctx, const AppField& blocking) {
  return blocking.fact != nullptr && !ctx.project().file(blocking.file).checked;
}

static void offer_to_allow(const RuleContext& ctx, FindingBuilder& finding,
                           const AppField& blocking) {
  finding.fix("Allow it in the org", Applicability::unsafe,
              set_field(ctx, blocking, kAllowed, "true"));
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const FlowKind flow = FlowKind::headless_login;
  if (!condition_of(*app, flow, Condition::code_and_credentials).is(true)) return;
  const Place offered = app_field(ctx, *app, kOffered).place;
  const std::string_view name = ctx.schema().field(kAllowed).name;
  const SettingFiles& settings = ctx.org().oauth_settings();
  if (settings.files.empty() || leaves_alone(ctx, settings)) {
    // Then the switch itself is reported.
    if (lets_users_authorize(*app) &&
        resolve_headless_use(ctx.org(), *app) == HeadlessUse::by_browser) {
      return;
    }
    ctx.report(cases::FLW014_settings_not_here, offered,
               fmt::format("Code and Credentials also needs `{}` in the org's `OauthOidc` "
                           "settings, which {}",
                           name,
                           settings.files.empty() ? "are not in this project"
                                                  : "say nothing of it in this project"))
        .subject(ctx.subject_name());
    return;
  }
  const AppField blocking = blocking_switch(ctx);
  if (!is_told_at_app(ctx, blocking)) return;
  FindingBuilder finding = ctx.report(
      cases::FLW014_blocked, offered,
      fmt::format("Code and Credentials is on here, but the org blocks it: `{}` is `false`", name));
  finding.subject(ctx.subject_name()).label({blocking.file, blocking.fact->value}, "blocked here");
  offer_to_allow(ctx, finding, blocking);
}

struct BlockedApp {
  std::string_view name;
  Place offered;
};

/// The apps that offer what the org blocks, by name.
static std::vector<BlockedApp> blocked_apps(const RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  std::vector<BlockedApp> blocked;
  for (const FileId id : project.files_of(ctx.schema().type_of(kOffered))) {
    const ProjectFile& file = project.file(id);
    const FieldFact* offered = file.facts.find(kOffered);
    const SymbolId named = offered == nullptr ? SymbolId::none : app_of(file);
    if (named == SymbolId::none) continue;
    const SymbolId packaged = packaged_app(project, named);
    const AppName name = ctx.org().app(packaged == SymbolId::none ? named : packaged);
    if (name.symbol == SymbolId::none) continue;
    const ResolvedApp app = resolve_app(ctx.org(), name);
    if (is_switched_off(app) ||
        !condition_of(app, FlowKind::headless_login, Condition::code_and_credentials).is(true)) {
      continue;
    }
    blocked.push_back({project.name_of(name.symbol), {id, offered->value}});
  }
  std::sort(blocked.begin(), blocked.end(), [&](const BlockedApp& a, const BlockedApp& b) {
    if (a.name != b.name) return a.name < b.name;
    return project.path_before(a.offered.file, b.offered.file);
  });
  return blocked;
}

/// One switch is the cause, however many apps it stops.
static void check_org(RuleContext& ctx) {
  const AppField blocking = blocking_switch(ctx);
  if (blocking.fact == nullptr || is_told_at_app(ctx, blocking)) return;
  const std::vector<BlockedApp> apps = blocked_apps(ctx);
  if (apps.empty()) return;
  std::vector<std::string_view> names;
  names.reserve(apps.size());
  for (const BlockedApp& app : apps) names.push_back(app.name);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const std::string_view name = ctx.schema().field(kAllowed).name;
  FindingBuilder finding = ctx.report(
      cases::FLW014_blocked, {blocking.file, blocking.fact->value},
      fmt::format("`{}` is `false`, so the org blocks Code and Credentials, which is on for {}",
                  name, list_of_apps(names)));
  finding.subject(name);
  for (std::size_t i = 0; i < std::min(apps.size(), kMostAppsListed); ++i) {
    finding.label(apps[i].offered, "on here");
  }
  offer_to_allow(ctx, finding, blocking);
}

static const Rule org{.id = rules::FLW014, .unit = UnitKind::project, .check = check_org};

extern const Rule rule{.id = rules::FLW014, .unit = UnitKind::bundle, .check = check, .also = &org};

}  // namespace ecac::code_credentials_blocked_by_org
