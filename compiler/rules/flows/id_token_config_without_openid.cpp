#include "compiler/diagnostics/cases/id_token_config_without_openid.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::id_token_config_without_openid {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static constexpr FieldId kConfig = global_fields::idTokenConfig;
static constexpr FieldId kInclude = global_fields::idTokenConfig_idTokenIncludeAttributes;

/// Whether the files that may hold the field are here, can be read, and do not have it.
static bool surely_lacks(const RuleContext& ctx, const ResolvedApp& app, FieldId field) {
  const AppField found = app_field(ctx, app, field);
  if (!found.has_file() || !found.is_absent() || is_misspelt(ctx, app, field)) return false;
  return std::none_of(found.files.files.begin(), found.files.files.end(), [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    return !facts.usable() || facts.broken();
  });
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kConfig)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const AppField config = app_field(ctx, *app, kConfig);
  if (config.is_absent() || config.fact->state == ValueState::nil || config.fact->mended) return;
  if (!app->scopes_known.is(true)) return;
  if (app->id_token.issued.is(false)) {
    const AppField scopes =
        app_field(ctx, *app, fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes);
    ctx.report(cases::FLW028_no_openid, {config.file, config.fact->start_tag()},
               fmt::format("`{}` has no effect: `OpenID` is not among the scopes, so there is no "
                           "ID token",
                           ctx.schema().field(kConfig).name))
        .subject(ctx.subject_name())
        .label(scopes.place, "no `OpenID` here");
    return;
  }
  const AppField include = app_field(ctx, *app, kInclude);
  if (include.is_absent() || !app_switch(ctx, *app, kInclude).is(true)) return;
  if (!surely_lacks(ctx, *app, fields::ExtlClntAppOauthSettings::customAttributes) ||
      !surely_lacks(ctx, *app, fields::ExtlClntAppOauthConfigurablePolicies::customAttributes)) {
    return;
  }
  ctx.report(cases::FLW028_no_attributes, include.place,
             fmt::format("`{}` is on, but neither settings nor policies have `customAttributes`",
                         ctx.schema().field(kInclude).name))
      .subject(ctx.subject_name());
}

extern const Rule rule{.id = rules::FLW028, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::id_token_config_without_openid
