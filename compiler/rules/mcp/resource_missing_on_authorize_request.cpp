#include "compiler/diagnostics/cases/resource_missing_on_authorize_request.h"

#include <fmt/format.h>

#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"

namespace ecac::resource_missing_on_authorize_request {

static constexpr std::string_view kAuthorize =
    values::ExtlIdentityProviderParmType::AuthorizeRequestQueryParameter;

static void check(RuleContext& ctx) {
  const ProviderStack stack(ctx);
  if (!stack.file().complete() || !stack.sent("resource", kAuthorize).empty()) return;
  if (has_own_resource_parameter(stack.token_url().value.value_or(""))) return;
  const auto tokens =
      stack.sent("resource", values::ExtlIdentityProviderParmType::TokenRequestBodyParameter);
  const bool client_credentials =
      stack.flow().is(values::IdentityProviderAuthFlow::ClientCredentials);
  if (!client_credentials &&
      !stack.flow().is(values::IdentityProviderAuthFlow::AuthorizationCode)) {
    return;
  }
  const McpConnection& mcp = stack.mcp();
  if (!mcp.is_mcp && (client_credentials || tokens.empty())) return;
  const std::string_view name = ctx.file().full_name;
  const Place place = tokens.empty() ? Place{ctx.file_id(), ctx.facts().root_tag()}
                                     : stack.file().place(stack.file().name_range(*tokens.front()));
  FindingBuilder finding = ctx.report(
      client_credentials ? cases::MCP002_client_credentials
      : mcp.is_mcp       ? cases::MCP002_missing
                         : cases::MCP002_token_only,
      place,
      client_credentials
          ? fmt::format("identity provider `{}` has no `resource` for the authorize request; the "
                        "setup guide asks for it, though client credentials make no such request",
                        name)
          : fmt::format("identity provider `{}` sends no `resource` on the authorize request; the "
                        "user consents to one thing and the token asks for another",
                        name));
  finding.subject("resource")
      .help(fmt::format("add a `{}` named `resource` with the address of the named credential",
                        kAuthorize));
  if (mcp.is_mcp) explain_mcp(finding, mcp);
  std::optional<std::string> value = stack.address();
  if (!tokens.empty()) value = tokens.front()->value.value;
  if (value) {
    finding.fix(
        fmt::format("Send `resource={}`", *value), Applicability::unsafe,
        stack.file().add(kAuthorize, "resource", *value, stack.file().next_sequence(kAuthorize)));
  }
}

extern const Rule rule{.id = rules::MCP002,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::resource_missing_on_authorize_request
