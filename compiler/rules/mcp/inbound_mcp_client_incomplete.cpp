#include "compiler/diagnostics/cases/inbound_mcp_client_incomplete.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac::inbound_mcp_client_incomplete {

/// Where a value stands; the start tag of the file that it is missing from.
static Place place_of(RuleContext& ctx, const Origin& origin) {
  if (origin.kind == OriginKind::written) return origin.place;
  const FileId file = ctx.bundle().members(types::ExtlClntAppGlobalOauthSettings).front().site.file;
  return {file, ctx.project().file(file).facts.root_tag()};
}

static void report_switch(RuleContext& ctx, const ResolvedScope& mcp, CaseId rule_case,
                          const Resolved<bool>& value, std::string_view field,
                          std::string_view what) {
  if (!value.is(false)) return;
  const Place place = place_of(ctx, value.origin);
  FindingBuilder finding =
      ctx.report(rule_case, place,
                 fmt::format("`{}` has the scope `MCP` and {}; hosted MCP clients are reported to "
                             "need `{}` to be `true`",
                             ctx.subject_name(), what, field));
  finding.subject(field).label(mcp.origin.place, "an MCP client");
  if (value.origin.kind == OriginKind::written) {
    finding.fix(fmt::format("Set `{}` to `true`", field), Applicability::unsafe,
                ctx.set_text(place.file, place.range, "true"));
  } else {
    finding.help(fmt::format("add `{}` with `true`", field));
  }
}

/// A placeholder may stand for further scopes.
static bool lists_all_scopes(RuleContext& ctx, const ResolvedScope& scope) {
  const Place& place = scope.origin.place;
  const FieldFact* list = ctx.project().file(place.file).facts.innermost(place.range);
  return list != nullptr && !list->tainted;
}

/// What makes the app look like a client of MCP servers; "" if nothing does.
static std::string_view mcp_word_in(RuleContext& ctx, const ResolvedApp& app) {
  if (has_mcp_word(ctx.subject_name())) return "name";
  if (app.label.known() && has_mcp_word(*app.label.value)) return "label";
  if (app.description.known() && has_mcp_word(*app.description.value)) return "description";
  const bool by_callback =
      std::any_of(app.callbacks.begin(), app.callbacks.end(),
                  [](const ResolvedCallback& callback) { return has_mcp_word(callback.uri); });
  return by_callback ? "callback" : "";
}

/// The servers that Salesforce hosts take tokens with this scope only.
static void check_scope(RuleContext& ctx, const ResolvedApp& app) {
  if (app.scopes.empty() || !app.scopes_known.is(true)) return;
  const Origin& list = app.scopes.front().origin;
  if (list.kind != OriginKind::written || !lists_all_scopes(ctx, app.scopes.front())) return;
  const std::string_view part = mcp_word_in(ctx, app);
  if (part.empty()) return;
  ctx.report(cases::MCP008_scope, list.place,
             fmt::format("the {} of `{}` says MCP, and its scopes lack `MCP`; the MCP servers that "
                         "Salesforce hosts ask for it",
                         part, ctx.subject_name()))
      .subject(values::OauthScope::MCP)
      .note("a client of other APIs, or of a server that somebody else hosts, does not need it");
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  // Without the global settings nobody knows.
  if (app == nullptr || !ctx.bundle().has(types::ExtlClntAppGlobalOauthSettings)) return;
  const ResolvedScope* mcp = find_scope(*app, values::OauthScope::MCP);
  if (mcp == nullptr) return check_scope(ctx, *app);
  if (mcp->origin.kind != OriginKind::written) return;
  if (!app->pkce_by_org.is(true)) {
    report_switch(ctx, *mcp, cases::MCP008_pkce, app->pkce_by_app, "isPkceRequired",
                  "does not require PKCE");
  }
  report_switch(ctx, *mcp, cases::MCP008_jwt, app->jwt_access_tokens, "isNamedUserJwtEnabled",
                "issues opaque access tokens");
  if (lists_all_scopes(ctx, *mcp) &&
      find_scope(*app, values::OauthScope::RefreshToken) == nullptr &&
      find_scope(*app, values::OauthScope::OfflineAccess) == nullptr) {
    ctx.report(cases::MCP008_refresh_token, mcp->origin.place,
               fmt::format("`{}` has the scope `MCP` without `RefreshToken`; its users sign in "
                           "again whenever a token ends",
                           ctx.subject_name()))
        .subject(values::OauthScope::RefreshToken);
  }
}

extern const Rule rule{.id = rules::MCP008, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::inbound_mcp_client_incomplete
