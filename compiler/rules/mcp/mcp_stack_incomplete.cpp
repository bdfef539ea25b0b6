#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/mcp_stack.h"
#include "compiler/support/edit_distance.h"

namespace ecac::mcp_stack_incomplete {

/// A header of its own makes the platform's superfluous; one whose name is not known may be it.
static bool may_be_authorization(const CredentialSetting& header) {
  return !header.name.known() || equal_ignoring_case(*header.name.value, "Authorization");
}

static void check_header(RuleContext& ctx, const ResolvedCredential& credential,
                         const McpConnection& connection) {
  const Resolved<bool>& generated = credential.generates_authorization_header;
  if (!generated.is(false) || generated.origin.kind != OriginKind::written) return;
  if (!credential.flow.known() || credential.flow.is(CredentialFlow::none)) return;
  if (sends_no_authentication(credential)) return;
  for (const auto* headers : {&credential.headers, &credential.external.headers}) {
    if (std::any_of(headers->begin(), headers->end(), may_be_authorization)) return;
  }
  FindingBuilder finding = ctx.report(
      cases::MCP005_header, generated.origin.place,
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

extern const Rule rule{.code = "MCP005", .unit = UnitKind::stack, .check = check};

}  // namespace ecac::mcp_stack_incomplete
