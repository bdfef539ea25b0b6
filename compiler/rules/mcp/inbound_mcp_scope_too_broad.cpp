#include "compiler/diagnostics/cases/inbound_mcp_scope_too_broad.h"

#include <fmt/format.h>

#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac::inbound_mcp_scope_too_broad {

static constexpr std::array<std::string_view, 3> kBroad = {
    values::OauthScope::Full, values::OauthScope::Web, values::OauthScope::Api};

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || has_all_scopes(ctx.schema(), *app)) return;
  const ResolvedScope* mcp = find_scope(*app, values::OauthScope::MCP);
  if (mcp == nullptr || mcp->origin.kind != OriginKind::written) return;
  const ResolvedScope* first = nullptr;
  std::vector<std::string> broad;
  for (const std::string_view token : kBroad) {
    const ResolvedScope* scope = find_scope(*app, token);
    if (scope == nullptr || scope->origin.kind != OriginKind::written) continue;
    if (first == nullptr) first = scope;
    broad.emplace_back(token);
  }
  if (first == nullptr) return;
  ctx.report(cases::MCP009_broad, first->origin.place,
             fmt::format("`{}` is an MCP client with {}; its token does more than the tools that "
                         "were allowed",
                         ctx.subject_name(), list_of_names(broad)))
      .subject(broad.front())
      .label(mcp->origin.place, "an MCP client")
      .help("`MCP` and `RefreshToken` are enough for hosted MCP clients");
}

extern const Rule rule{.id = rules::MCP009, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::inbound_mcp_scope_too_broad
