#include "compiler/rules/shared/mcp_stack.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/resolve/values/component_name.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/CustomVariant.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

ProviderStack::ProviderStack(RuleContext& context) : context_(context), file_(context) {
  flow_ = ValueReader(context.project(), file_.file())
              .text(fields::ExternalAuthIdentityProvider::authenticationFlow);
  token_url_ = file_.value(values::ExtlIdentityProviderParmType::TokenUrl);
}

AudienceForm ProviderStack::audience_form() const {
  return ecac::audience_form(context_.schema(), token_url_.value.value_or(""));
}

const McpConnection& ProviderStack::mcp() const {
  const SymbolId provider = context_.file().definition;
  const std::vector<CredentialComponents>& users = context_.users_of_provider(provider);
  if (users.empty()) return context_.mcp({.provider = provider});
  for (const CredentialComponents& user : users) {
    const McpConnection& connection = context_.mcp(user);
    if (connection.is_mcp) return connection;
  }
  return context_.mcp(users.front());
}

std::vector<const Parameter*> ProviderStack::sent(std::string_view name,
                                                  std::string_view type) const {
  std::vector<const Parameter*> found;
  for (const Parameter& parameter : file_.all()) {
    const bool counts =
        type.empty() ? is_request_parameter(parameter.type) : parameter.type == type;
    if (counts && parameter.name.is(name)) found.push_back(&parameter);
  }
  return found;
}

std::vector<ProviderCaller> ProviderStack::callers() const {
  const ProjectView& project = context_.project();
  std::vector<ProviderCaller> callers;
  for (const CredentialComponents& user : context_.users_of_provider(context_.file().definition)) {
    if (user.named == SymbolId::none) continue;
    callers.push_back({project.name_of(user.named), project.name_of(user.external),
                       callout_address(project, user.named)});
  }
  return callers;
}

std::optional<std::string> ProviderStack::address() const {
  std::optional<std::string> address;
  for (const ProviderCaller& caller : callers()) {
    if (!caller.url.known() || caller.url.value->empty()) return std::nullopt;
    if (address && *address != *caller.url.value) return std::nullopt;
    address = caller.url.value;
  }
  return address;
}

void explain_mcp(FindingBuilder& finding, const McpConnection& mcp) {
  finding.note(fmt::format("taken for a connection to an MCP server: {}", mcp.reason));
}

McpCaller mcp_caller(RuleContext& context) {
  for (const ResolvedCredential* credential : context.credentials()) {
    if (!credential->named) continue;
    const McpConnection& connection = context.mcp(components_of(context.project(), *credential));
    if (connection.is_mcp) return {credential, &connection};
  }
  return {};
}

bool has_permission_sets(RuleContext& context) {
  return context.has_any(types::PermissionSet) ||
         context.has_any(types::ExternalCredentialPrincipalAccess);
}

std::set<std::string_view> granted_principals(const ResolvedCredential& credential) {
  std::set<std::string_view> granted;
  for (const PrincipalGrant& grant : credential.grants) {
    if (!grant.principal_access.is(false)) granted.insert(grant.principal);
  }
  return granted;
}

bool grants_unknown_principal(const ResolvedCredential& credential) {
  std::set<std::string_view> names;
  for (const ResolvedPrincipal& principal : credential.principals) {
    if (principal.name.known()) names.insert(*principal.name.value);
  }
  return std::any_of(credential.grants.begin(), credential.grants.end(),
                     [&](const PrincipalGrant& grant) { return !names.contains(grant.principal); });
}

bool can_be_granted(std::string_view credential) {
  return api_name_problem(credential).empty();
}

bool is_mcp_stack_without_grant(RuleContext& context) {
  if (!has_permission_sets(context) || !can_be_granted(context.subject_name())) return false;
  const McpCaller caller = mcp_caller(context);
  if (caller.credential == nullptr) return false;
  const ResolvedCredential& credential = *caller.credential;
  if (credential.principals.empty() || sends_no_authentication(credential)) return false;
  if (grants_unknown_principal(credential)) return false;
  const std::set<std::string_view> granted = granted_principals(credential);
  return std::none_of(credential.principals.begin(), credential.principals.end(),
                      [&](const ResolvedPrincipal& principal) {
                        return !principal.name.known() || granted.contains(*principal.name.value);
                      });
}

bool keeps_token_to_itself(const ResolvedCredential& credential) {
  const Resolved<bool>& generated = credential.generates_authorization_header;
  if (!generated.is(false) || generated.origin.kind != OriginKind::written) return false;
  // Only these have a token that could stay behind.
  if (!credential.flow.known()) return false;
  if (!is_oauth(*credential.flow.value) && !credential.flow.is(CredentialFlow::jwt)) return false;
  // A header whose name is not known may be it.
  const auto may_carry = [](const CredentialSetting& header) {
    return !header.name.known() || equal_ignoring_case(*header.name.value, "Authorization");
  };
  return std::none_of(credential.headers.begin(), credential.headers.end(), may_carry) &&
         std::none_of(credential.external.headers.begin(), credential.external.headers.end(),
                      may_carry);
}

bool sends_no_authentication(const ResolvedCredential& credential) {
  return credential.protocol.is(std::string(values::AuthenticationProtocol::Custom)) &&
         credential.variant.is(std::string(values::CustomVariant::NoAuthentication));
}

std::string name_stem(std::string_view name) {
  std::string stem;
  for (const char c : name) {
    if (c == ' ' || c == '_' || c == '-') continue;
    stem += ascii::to_lower(c);
  }
  constexpr std::array<std::string_view, 10> kEndings = {
      "nc", "ec", "eaip", "idp", "credential", "provider", "named", "external", "auth", "identity"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view ending : kEndings) {
      if (stem.size() <= ending.size() || !stem.ends_with(ending)) continue;
      stem.resize(stem.size() - ending.size());
      again = true;
    }
  }
  return stem;
}

bool names_resource(const FileFacts& facts) {
  namespace ids = fields::ExternalAuthIdentityProvider;
  return any_text(facts, ids::externalAuthIdentityProviderParameters_parameterName,
                  [](std::string_view name) { return name == "resource"; });
}

bool is_request_parameter(std::string_view type) {
  return type.find("Request") != std::string_view::npos;
}

}  // namespace ecac
