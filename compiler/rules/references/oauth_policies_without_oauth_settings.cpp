#include "compiler/diagnostics/cases/oauth_policies_without_oauth_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"

namespace ecac::oauth_policies_without_oauth_settings {

static void report_policies(RuleContext& ctx, const BundleMember& member) {
  ctx.report(cases::REF003_policies, {member.site.file, ctx.project().use(member.site).range},
             fmt::format("app `{}` has `{}` but no OAuth settings in this project for them to "
                         "govern",
                         ctx.subject_name(), ctx.schema().type(member.type).name))
      .subject(ctx.subject_name())
      .help(fmt::format("add the `.{}` file of the app, or remove this one",
                        ctx.schema().type(types::ExtlClntAppOauthSettings).suffix));
}

static void report_bare_app(RuleContext& ctx) {
  for (const TypeSchema& type : ctx.schema().types()) {
    if (!is_bundle_member(type) || type.id == types::ExtlClntAppConfigurablePolicies) continue;
    if (ctx.has_lost_member(type.id)) return;
  }
  const FileId header = ctx.definitions(ctx.subject())[0];
  const FileFacts& facts = ctx.project().file(header).facts;
  if (!facts.usable()) return;
  ctx.report(cases::REF003_bare_app, {header, facts.root_tag()},
             fmt::format("app `{}` has no plugin in this project, neither OAuth nor SAML nor any "
                         "other; unless the org has one, the app does nothing yet",
                         ctx.subject_name()))
      .subject(ctx.subject_name());
}

static void check(RuleContext& ctx) {
  if (!ctx.is_defined(ctx.subject())) return;
  const Bundle& bundle = ctx.bundle();
  // Every app has the policies of the app itself; all others belong to a plugin.
  const auto members = bundle.members();
  if (std::all_of(members.begin(), members.end(), [](const BundleMember& member) {
        return member.type == types::ExtlClntAppConfigurablePolicies;
      })) {
    report_bare_app(ctx);
    return;
  }
  if (bundle.has(types::ExtlClntAppOauthSettings)) return;
  if (bundle.has(types::ExtlClntAppGlobalOauthSettings)) return;
  if (ctx.has_lost_member(types::ExtlClntAppOauthSettings)) return;
  if (ctx.has_lost_member(types::ExtlClntAppGlobalOauthSettings)) return;
  for (const TypeId type :
       {types::ExtlClntAppOauthConfigurablePolicies, types::ExtlClntAppOauthSecuritySettings}) {
    for (const BundleMember& member : bundle.members(type)) report_policies(ctx, member);
  }
}

extern const Rule rule{.id = rules::REF003, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::oauth_policies_without_oauth_settings
