#include "compiler/diagnostics/cases/resource_missing_on_authorize_request.h"

#include <fmt/format.h>

#include "compiler/rules/shared/mcp_stack.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"

namespace ecac::resource_missing_on_authorize_request {

static constexpr std::string_view kAuthorize =
    values::ExtlIdentityProviderParmType::AuthorizeRequestQueryParameter;

/// `audience`, if the provider says that and no `resource` at all.
static std::string_view parameter_in_use(const ProviderStack& stack) {
  const bool by_audience = stack.sent("resource").empty() && !stack.sent("audience").empty();
  return by_audience ? "audience" : "resource";
}

static CaseId case_of(bool client_credentials, bool mcp) {
  if (client_credentials) return cases::MCP002_client_credentials;
  return mcp ? cases::MCP002_missing : cases::MCP002_token_only;
}

static void check(RuleContext& ctx) {
  const ProviderStack stack(ctx);
  if (!stack.file().complete()) return;
  const AudienceForm form = stack.audience_form();
  if (form == AudienceForm::own_resource || form == AudienceForm::scope) return;
  const std::string_view parameter = parameter_in_use(stack);
  if (!stack.sent(parameter, kAuthorize).empty()) return;
  const auto tokens =
      stack.sent(parameter, values::ExtlIdentityProviderParmType::TokenRequestBodyParameter);
  const bool client_credentials =
      stack.flow().is(values::IdentityProviderAuthFlow::ClientCredentials);
  if (!client_credentials &&
      !stack.flow().is(values::IdentityProviderAuthFlow::AuthorizationCode)) {
    return;
  }
  const McpConnection& mcp = stack.mcp();
  if (!mcp.is_mcp && (client_credentials || tokens.empty() || parameter == "audience")) return;
  // That neither is sent is one finding, on the token request.
  if (form == AudienceForm::audience && tokens.empty()) return;
  const std::string_view name = ctx.file().full_name;
  const Place place = tokens.empty() ? Place{ctx.file_id(), ctx.facts().root_tag()}
                                     : stack.file().place(stack.file().name_range(*tokens.front()));
  // What `audience` does is not standardized.
  const bool sure = mcp.is_mcp && parameter == "resource";
  FindingBuilder finding = ctx.report(
      case_of(client_credentials, sure), place,
      client_credentials
          ? fmt::format("identity provider `{}` has no `{}` for the authorize request; the "
                        "setup guide asks for it, though client credentials make no such request",
                        name, parameter)
          : fmt::format("identity provider `{}` sends no `{}` on the authorize request; the "
                        "user consents to one thing and the token asks for another",
                        name, parameter));
  finding.subject(parameter).help(
      fmt::format("add a `{}` named `{}` with the {}", kAuthorize, parameter,
                  sure ? "address of the named credential" : "value of the token request"));
  if (mcp.is_mcp) explain_mcp(finding, mcp);
  std::optional<std::string> value = stack.address();
  if (!tokens.empty()) value = tokens.front()->value.value;
  if (value) {
    finding.fix(
        fmt::format("Send `{}={}`", parameter, *value), Applicability::unsafe,
        stack.file().add(kAuthorize, parameter, *value, stack.file().next_sequence(kAuthorize)));
  }
}

extern const Rule rule{.id = rules::MCP002,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::resource_missing_on_authorize_request
