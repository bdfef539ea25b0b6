#include "compiler/diagnostics/cases/plugin_configured_but_disabled.h"

#include <fmt/format.h>

#include <array>

#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::plugin_configured_but_disabled {

namespace plugin_fields = fields::ExtlClntAppConfigurablePolicies;

struct Plugin {
  TypeId type;
  FieldId enabled;
};

static constexpr std::array<Plugin, 7> kPlugins = {{
    {types::ExtlClntAppSamlConfigurablePolicies, plugin_fields::isSamlPluginEnabled},
    {types::ExtlClntAppPushSettings, plugin_fields::isPushPluginEnabled},
    {types::ExtlClntAppPushConfigurablePolicies, plugin_fields::isPushPluginEnabled},
    {types::ExtlClntAppMobileSettings, plugin_fields::isMobilePluginEnabled},
    {types::ExtlClntAppMobileConfigurablePolicies, plugin_fields::isMobilePluginEnabled},
    {types::ExtlClntAppNotificationSettings, plugin_fields::isNotificationPluginEnabled},
    {types::ExtlClntAppCanvasSettings, plugin_fields::isCanvasPluginEnabled},
}};

/// The settings and the policies of a plugin are one plugin.
static void check_switches(RuleContext& ctx, const ResolvedApp& app) {
  FieldId reported = FieldId::none;
  for (const Plugin& plugin : kPlugins) {
    if (plugin.enabled == reported) continue;
    const FileId file = file_of(ctx, app, plugin.type);
    if (file == FileId::none) continue;
    const WrittenField off = written(ctx, app, plugin.enabled);
    if (!says(off, false)) continue;
    reported = plugin.enabled;
    const std::string_view name = ctx.schema().field(plugin.enabled).name;
    ctx.report(cases::POL013_disabled, off.place(),
               fmt::format("`{}` of `{}` is configured, but `{}` is `false`",
                           ctx.schema().type(plugin.type).name, app.name, name))
        .subject(name)
        .label({file, ctx.project().file(file).facts.root_tag()}, "configured here");
  }
}

static void check_saml(RuleContext& ctx, const ResolvedApp& app) {
  const FileId saml = file_of(ctx, app, types::ExtlClntAppSamlConfigurablePolicies);
  if (saml == FileId::none) return;
  const Place tag = {saml, ctx.project().file(saml).facts.root_tag()};
  if (tag.range.empty()) return;
  const Origin& state = app.distribution.origin;
  if (app.distribution.known() && !app.distribution.is(values::ExtlClntAppDistState::Local) &&
      state.kind == OriginKind::written) {
    ctx.report(cases::POL013_saml_not_local, state.place,
               fmt::format("`{}` has SAML policies, which need `distributionState` = `Local`",
                           app.name))
        .subject(app.name)
        .label(tag, "the SAML policies");
    return;
  }
  constexpr TypeId kAppPolicies = types::ExtlClntAppConfigurablePolicies;
  for (const FileId file : app.files) {
    if (ctx.project().file(file).type == kAppPolicies) return;
  }
  if (ctx.has_lost_member(kAppPolicies)) return;
  ctx.report(cases::POL013_saml_without_policies, tag,
             fmt::format("`{}` has SAML policies, but no `{}` with `isSamlPluginEnabled` = `true`",
                         app.name, ctx.schema().type(kAppPolicies).name))
      .subject(app.name)
      .help(fmt::format("add the `.{}` file of the app", ctx.schema().type(kAppPolicies).suffix));
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  check_switches(ctx, *app);
  check_saml(ctx, *app);
}

extern const Rule rule{.id = rules::POL013, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::plugin_configured_but_disabled
