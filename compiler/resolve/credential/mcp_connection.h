#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/org/run_facts.h"

namespace ecac {

/// Whether callouts go to an MCP server, and what says so, or that they do not.
struct McpConnection {
  bool is_mcp = false;
  std::string reason = {};  ///< "the label of named credential `Tools` says so"; "" if none
  Origin origin = {};
};

/// The components that one callout goes through; `none` where there is none.
struct CredentialComponents {
  SymbolId named = SymbolId::none;
  SymbolId external = SymbolId::none;
  SymbolId provider = SymbolId::none;  ///< an identity provider
  friend bool operator==(const CredentialComponents&, const CredentialComponents&) = default;
};
CredentialComponents components_of(const ProjectView& project,
                                   const ResolvedCredential& credential);

/// What the configuration says of one of the components decides; then an external service that is
/// registered with the named credential: an MCP server or something else. Where nothing is
/// registered, the word MCP in an address, name, label or description of a component.
McpConnection mcp_connection(const ProjectView& project, const RunFacts& run,
                             const CredentialComponents& components);

/// The external service registration that makes the server of a named credential known to the org;
/// `none` if the project has none.
FileId mcp_registration(const ProjectView& project, SymbolId named);

/// What one component says by itself.
McpConnection mcp_component(const ProjectView& project, SymbolId component);

/// "MCP" stands in the text as a word of its own: `Partner_MCP`, `McpTools`, `mcp.example.com`, but
/// not `tomcpat`.
bool has_mcp_word(std::string_view text);

/// Who gets tokens through an identity provider: one entry for each named credential, and for each
/// external one that none uses.
std::vector<CredentialComponents> users_of_provider(const ProjectView& project, SymbolId provider);

}  // namespace ecac
