#include "compiler/diagnostics/cases/resource_missing_on_token_request.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/url_query.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"

namespace ecac::resource_missing_on_token_request {

static constexpr std::string_view kWanted =
    values::ExtlIdentityProviderParmType::TokenRequestBodyParameter;
static constexpr std::string_view kRefresh =
    values::ExtlIdentityProviderParmType::RefreshRequestBodyParameter;

/// Whether the address of the token request carries it, which is no part of the body.
static bool is_in_token_address(const ProviderStack& stack) {
  if (!stack.token_url().known()) return false;
  const AddressParts parts = address_parts(*stack.token_url().value);
  return std::any_of(parts.query.begin(), parts.query.end(),
                     [](const auto& entry) { return entry.first == "resource"; });
}

static void report_missing(RuleContext& ctx, const ProviderStack& stack, const McpConnection& mcp) {
  const std::string_view name = ctx.file().full_name;
  const auto elsewhere = stack.sent("resource");
  if (elsewhere.empty() && !stack.sent("audience").empty()) {
    const Parameter& audience = *stack.sent("audience").front();
    FindingBuilder finding =
        ctx.report(cases::MCP001_audience, stack.file().place(stack.file().name_range(audience)),
                   fmt::format("identity provider `{}` sends `audience` in place of `resource`; "
                               "some servers want that, OAuth 2.1 asks for `resource`",
                               name));
    explain_mcp(finding, mcp);
    return;
  }
  // On the authorize request alone it is not misplaced: there it belongs too.
  const Parameter* misplaced = nullptr;
  for (const Parameter* parameter : elsewhere) {
    if (parameter->type != values::ExtlIdentityProviderParmType::AuthorizeRequestQueryParameter) {
      misplaced = parameter;
    }
  }
  if (misplaced != nullptr) {
    const FieldFact* type = stack.file().type_fact(*misplaced);
    FindingBuilder finding =
        ctx.report(cases::MCP001_misplaced, stack.file().place(stack.file().type_range(*misplaced)),
                   fmt::format("`resource` stands in a `{}`; the token request has to carry it in "
                               "its body, as a `{}`",
                               misplaced->type, kWanted));
    explain_mcp(finding, mcp);
    finding.subject(misplaced->type);
    if (misplaced->type.starts_with("TokenRequest")) {
      finding.fix(fmt::format("Make it a `{}`", kWanted), Applicability::unsafe,
                  ctx.set_text(ctx.file_id(), type->value, std::string(kWanted)));
    }
    return;
  }
  if (stack.audience_form() == AudienceForm::audience) {
    FindingBuilder finding = ctx.report(
        cases::MCP001_audience_missing, ctx.facts().root_tag(),
        fmt::format("identity provider `{}` sends neither `audience` nor `resource`; its "
                    "authorization server issues tokens for an API only where `audience` names it",
                    name));
    finding.subject("audience")
        .help(
            "add a parameter `audience` with the identifier of the API: an "
            "`AuthorizeRequestQueryParameter` where users sign in, a "
            "`TokenRequestBodyParameter` with client credentials");
    explain_mcp(finding, mcp);
    return;
  }
  const bool in_address = is_in_token_address(stack);
  FindingBuilder finding = ctx.report(
      cases::MCP001_missing,
      in_address ? stack.token_url().origin.place.range : ctx.facts().root_tag(),
      in_address
          ? fmt::format("identity provider `{}` has `resource` in the query of the token address; "
                        "an OAuth 2.1 MCP server reads it in the body of the token request",
                        name)
          : fmt::format("identity provider `{}` sends no `resource` on the token request; an OAuth "
                        "2.1 MCP server refuses tokens that were not issued for it",
                        name));
  finding.subject("resource")
      .help(fmt::format("add a `{}` named `resource` with the address of the named credential",
                        kWanted));
  explain_mcp(finding, mcp);
  if (const auto address = stack.address()) {
    finding.fix(
        fmt::format("Send `resource={}`", *address), Applicability::unsafe,
        stack.file().add(kWanted, "resource", *address, stack.file().next_sequence(kWanted)));
  }
}

static void check_refresh(RuleContext& ctx, const ProviderStack& stack, const McpConnection& mcp) {
  if (!stack.flow().is(values::IdentityProviderAuthFlow::AuthorizationCode) ||
      !stack.sent("resource", kRefresh).empty()) {
    return;
  }
  const Parameter& token = *stack.sent("resource", kWanted).front();
  FindingBuilder finding =
      ctx.report(cases::MCP001_refresh, stack.file().place(stack.file().name_range(token)),
                 "`resource` is sent when the code is redeemed, but not when the token is "
                 "refreshed; the server may then answer with a token for somebody else");
  finding.subject("refresh");
  explain_mcp(finding, mcp);
  if (token.value.known()) {
    finding.fix("Send it on the refresh request too", Applicability::unsafe,
                stack.file().add(kRefresh, "resource", *token.value.value,
                                 stack.file().next_sequence(kRefresh)));
  }
}

static void check(RuleContext& ctx) {
  const ProviderStack stack(ctx);
  if (!stack.file().complete()) return;
  if (!stack.flow().is(values::IdentityProviderAuthFlow::AuthorizationCode) &&
      !stack.flow().is(values::IdentityProviderAuthFlow::ClientCredentials)) {
    return;
  }
  // The scopes say it there, and nothing else may.
  if (stack.audience_form() == AudienceForm::scope) return;
  const McpConnection& mcp = stack.mcp();
  if (!mcp.is_mcp) return;
  if (stack.sent("resource", kWanted).empty()) {
    report_missing(ctx, stack, mcp);
  } else {
    check_refresh(ctx, stack, mcp);
  }
}

/// Tokens that come through no identity provider: nothing else has a place for `resource`.
static void check_stack(RuleContext& ctx) {
  if (!ctx.is_defined(ctx.subject())) return;
  const McpCaller caller = mcp_caller(ctx);
  if (caller.credential == nullptr) return;
  const ResolvedCredential& credential = *caller.credential;
  if (!credential.flow.known() || !is_oauth(*credential.flow.value) ||
      credential.provider.kind == ProviderKind::identity_provider ||
      credential.protocol.origin.kind != OriginKind::written) {
    return;
  }
  if (credential.token_url.known() &&
      audience_form(ctx.schema(), *credential.token_url.value) == AudienceForm::scope) {
    return;
  }
  FindingBuilder finding = ctx.report(
      cases::MCP001_no_place, credential.protocol.origin.place,
      fmt::format("`{}` gets its tokens without an identity provider, and only that can send "
                  "`resource`; an OAuth 2.1 MCP server refuses tokens that were not issued for it",
                  ctx.subject_name()));
  finding.subject(ctx.subject_name())
      .help(
          "if the server asks for `resource`, get the tokens through an "
          "`ExternalAuthIdentityProvider`");
  explain_mcp(finding, *caller.connection);
}

static const Rule stack_rule{.id = rules::MCP001, .unit = UnitKind::stack, .check = check_stack};

extern const Rule rule{.id = rules::MCP001,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check,
                       .also = &stack_rule};

}  // namespace ecac::resource_missing_on_token_request
