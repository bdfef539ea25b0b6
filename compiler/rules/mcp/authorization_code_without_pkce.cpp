#include "compiler/diagnostics/cases/authorization_code_without_pkce.h"

#include <fmt/format.h>

#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"

namespace ecac::authorization_code_without_pkce {

/// A value that is neither on nor hidden; an empty one is reported as that.
static bool is_off(const Parameter& pkce) {
  return pkce.value.known() && !pkce.value.is("true") && !pkce.value.value->empty();
}

static void check(RuleContext& ctx) {
  const ProviderStack stack(ctx);
  if (!stack.flow().is(values::IdentityProviderAuthFlow::AuthorizationCode)) return;
  const CredentialParameters& file = stack.file();
  const Parameter* pkce =
      file.find(values::ExtlIdentityProviderParmType::IdentityProviderOptions, "PkceEnabled");
  if (pkce == nullptr ? !file.complete() : !is_off(*pkce)) return;
  const McpConnection& mcp = stack.mcp();
  const CaseId rule_case = mcp.is_mcp ? cases::MCP007_mcp : cases::MCP007_elsewhere;
  const std::string_view name = ctx.file().full_name;
  if (pkce == nullptr) {
    FindingBuilder finding = ctx.report(
        rule_case, ctx.facts().root_tag(),
        fmt::format("identity provider `{}` does not turn PKCE on; OAuth 2.1 requires it with the "
                    "authorization code flow",
                    name));
    finding.subject("PkceEnabled")
        .help("add a parameter `PkceEnabled` of type `IdentityProviderOptions` with `true`")
        .fix("Turn PKCE on", Applicability::unsafe,
             file.add(values::ExtlIdentityProviderParmType::IdentityProviderOptions, "PkceEnabled",
                      "true"));
    if (mcp.is_mcp) explain_mcp(finding, mcp);
    return;
  }
  const FieldFact* value = file.value_fact(*pkce);
  FindingBuilder finding =
      ctx.report(rule_case, value->value,
                 fmt::format("identity provider `{}` turns PKCE off; OAuth 2.1 requires it with "
                             "the authorization code flow",
                             name));
  finding.subject("PkceEnabled")
      .fix("Turn PKCE on", Applicability::unsafe,
           ctx.set_text(ctx.file_id(), value->value, "true"));
  if (mcp.is_mcp) explain_mcp(finding, mcp);
}

/// An MCP connection that gets its tokens through an auth provider.
static void check_stack(RuleContext& ctx) {
  const McpCaller caller = mcp_caller(ctx);
  if (caller.credential == nullptr) return;
  const ResolvedProvider& provider = caller.credential->provider;
  if (provider.kind != ProviderKind::auth_provider || !provider.pkce.is(false)) return;
  const Origin& written = provider.pkce.origin;
  const Origin& named = caller.credential->protocol.origin;
  const Origin& place = written.kind == OriginKind::written ? written : named;
  if (place.kind != OriginKind::written) return;
  FindingBuilder finding =
      ctx.report(cases::MCP007_auth_provider, place.place,
                 fmt::format("`{}` gets its tokens through an auth provider without PKCE; OAuth "
                             "2.1 requires it with the authorization code flow",
                             ctx.subject_name()));
  finding.subject(ctx.subject_name()).help("set `isPkceEnabled` of the auth provider to `true`");
  explain_mcp(finding, *caller.connection);
}

static const Rule stack_rule{.id = rules::MCP007, .unit = UnitKind::stack, .check = check_stack};

extern const Rule rule{.id = rules::MCP007,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check,
                       .also = &stack_rule};

}  // namespace ecac::authorization_code_without_pkce
