#include "compiler/diagnostics/cases/mcp_stack_incomplete.h"

#include <fmt/format.h>

#include "compiler/rules/shared/mcp_stack.h"

namespace ecac::mcp_stack_incomplete {

static void check_header(RuleContext& ctx, const ResolvedCredential& credential,
                         const McpConnection& connection) {
  if (!keeps_token_to_itself(credential)) return;
  FindingBuilder finding = ctx.report(
      cases::MCP005_header, credential.generates_authorization_header.origin.place,
      fmt::format("MCP connection `{}` gets a token and does not send it: "
                  "`generateAuthorizationHeader` is off, and no header of its own carries it",
                  credential.name));
  finding.subject(credential.name).help("set `generateAuthorizationHeader` to `true`");
  explain_mcp(finding, connection);
}

static void check_grants(RuleContext& ctx) {
  if (!is_mcp_stack_without_grant(ctx)) return;
  const McpCaller caller = mcp_caller(ctx);
  const ResolvedPrincipal& principal = caller.credential->principals.front();
  if (principal.name.origin.kind != OriginKind::written) return;
  FindingBuilder finding = ctx.report(
      cases::MCP005_grant, principal.name.origin.place,
      fmt::format("MCP connection `{}` is open to nobody: no permission set of this project grants "
                  "a principal of `{}`",
                  caller.credential->name, ctx.subject_name()));
  finding.subject(ctx.subject_name())
      .help(fmt::format("grant `{}-{}` in `externalCredentialPrincipalAccesses` of a permission "
                        "set",
                        ctx.subject_name(), *principal.name.value))
      .note("users without it are answered: We couldn't access the credential(s)");
  explain_mcp(finding, *caller.connection);
}

static void check(RuleContext& ctx) {
  if (!ctx.is_defined(ctx.subject())) return;
  for (const ResolvedCredential* credential : ctx.credentials()) {
    if (!credential->named) continue;
    const McpConnection& connection = ctx.mcp(components_of(ctx.project(), *credential));
    if (connection.is_mcp) check_header(ctx, *credential, connection);
  }
  check_grants(ctx);
}

extern const Rule rule{.id = rules::MCP005, .unit = UnitKind::stack, .check = check};

}  // namespace ecac::mcp_stack_incomplete
