#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/credential/mcp_connection.h"
#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/rules/shared/credential_parameters.h"

namespace ecac {

/// A named credential whose callouts carry the tokens of a provider.
struct ProviderCaller {
  std::string_view name = {};
  std::string_view external = {};  ///< its external credential
  Resolved<std::string> url = {};
};

/// An identity provider with those who get tokens through it, for rules on its file.
class ProviderStack {
 public:
  explicit ProviderStack(RuleContext& context);

  const CredentialParameters& file() const { return file_; }
  const Resolved<std::string>& flow() const { return flow_; }
  const Resolved<std::string_view>& token_url() const { return token_url_; }
  /// How the authorization server wants to be told whom a token is for.
  AudienceForm audience_form() const;
  /// Whether one of its users calls an MCP server, or the provider itself says so if it has none.
  const McpConnection& mcp() const;

  /// Parameters of a name that the type sends; all steps and places if the type is "".
  std::vector<const Parameter*> sent(std::string_view name, std::string_view type = {}) const;
  std::vector<ProviderCaller> callers() const;
  /// The one address that these callouts go to; none if there are several.
  std::optional<std::string> address() const;

 private:
  RuleContext& context_;
  CredentialParameters file_;
  Resolved<std::string> flow_ = {};
  Resolved<std::string_view> token_url_ = {};
};

/// Adds what makes this an MCP matter, and how to say otherwise.
void explain_mcp(FindingBuilder& finding, const McpConnection& mcp);

/// The first of a stack unit's credentials that calls an MCP server, and why.
struct McpCaller {
  const ResolvedCredential* credential = nullptr;  ///< null if none does
  const McpConnection* connection = nullptr;       ///< null if none does
};
McpCaller mcp_caller(RuleContext& context);

/// Grants can be looked for: the project has permission sets, or parts of them.
bool has_permission_sets(RuleContext& context);
/// The principals that some holder grants, as far as can be seen.
std::set<std::string_view> granted_principals(const ResolvedCredential& credential);
/// Some grant names a principal that the credential does not have; it is likely to mean one that
/// then seems to be granted by nobody, and is reported itself.
bool grants_unknown_principal(const ResolvedCredential& credential);
/// Whether a permission set can name a principal of the credential at all.
bool can_be_granted(std::string_view credential);
/// The stack unit is an MCP connection that authenticates, and nobody may use any of its
/// principals. That is one finding, whatever their number.
bool is_mcp_stack_without_grant(RuleContext& context);

/// The credential gets a token that no header of a callout carries: the platform's is turned off,
/// and there is none of its own.
bool keeps_token_to_itself(const ResolvedCredential& credential);
/// A `Custom` credential with the variant `NoAuthentication`.
bool sends_no_authentication(const ResolvedCredential& credential);
/// What is left of a name or label without letter case, blanks and words such as `Credential` at
/// its end.
std::string name_stem(std::string_view name);

/// Some parameter of an identity provider is called `resource`.
bool names_resource(const FileFacts& facts);

/// Types of the parameters that become part of a request.
bool is_request_parameter(std::string_view type);

}  // namespace ecac
