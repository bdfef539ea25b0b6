#include "compiler/diagnostics/cases/oauth_link_on_local_app.h"

#include <fmt/format.h>

#include "compiler/rules/shared/packaged_app.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::oauth_link_on_local_app {

static void check(RuleContext& ctx) {
  const auto members = ctx.bundle().members(types::ExtlClntAppOauthSettings);
  if (members.empty()) return;
  const auto header = header_of(ctx);
  if (!header || header->distribution != values::ExtlClntAppDistState::Local) return;
  const bool elsewhere =
      ctx.run().target == DeployTarget::new_org || ctx.run().target == DeployTarget::other_org;
  for (const BundleMember& member : members) {
    const FileId file = member.site.file;
    const FileFacts& facts = ctx.project().file(file).facts;
    const FieldFact* link = facts.judgeable(fields::ExtlClntAppOauthSettings::oauthLink);
    if (link == nullptr) continue;
    const auto id = parse_org_scoped_id(ctx.schema(), facts.text(*link));
    FindingBuilder finding = ctx.report(
        elsewhere ? cases::PKG003_other_org : cases::PKG003_local, {file, link->value},
        fmt::format("`oauthLink` belongs to {}; on a local app it is refused by every other org",
                    id ? fmt::format("org `{}`", id->org) : "one org"));
    finding.subject("oauthLink")
        .label({header->file, header->state->value}, "the app is meant for one org")
        .note(
            "the deploy is reported to end in \"couldn't update your OAuth link\", as only an "
            "app in distribution state PACKAGED may have one")
        .fix("Remove `oauthLink`", Applicability::unsafe, ctx.remove(file, link->element));
  }
}

extern const Rule rule{.id = rules::PKG003, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::oauth_link_on_local_app
