#include "compiler/server/protocol/client_capabilities.h"

#include "compiler/server/protocol/params.h"

namespace ecac {
namespace client_capabilities {

/// The most exact one that is offered; utf-16, which every client knows, if nothing is said.
static PositionEncoding negotiated(const Json& client) {
  const Json* const offered = find_member(client, {"general", "positionEncodings"});
  for (const PositionEncoding encoding :
       {PositionEncoding::utf8, PositionEncoding::utf32, PositionEncoding::utf16}) {
    if (holds(offered, std::string(to_string(encoding)))) return encoding;
  }
  return PositionEncoding::utf16;
}

static void read_diagnostics(const Json& document, const Json& workspace,
                             ClientCapabilities& client) {
  const Json* const pull = find_member(document, "diagnostic");
  const Json* const push = find_member(document, "publishDiagnostics");
  client.pulls_diagnostics = pull != nullptr;
  client.related_documents = is_set(document, {"diagnostic", "relatedDocumentSupport"});
  client.refreshes_diagnostics = is_set(workspace, {"diagnostics", "refreshSupport"});
  // What a client takes in a diagnostic it says of those that are pushed; 3.18 says it of both.
  for (const Json* const told : {push, pull}) {
    if (told == nullptr) continue;
    client.related_information |= is_set(*told, {"relatedInformation"});
    client.diagnostic_tags |= find_member(*told, "tagSupport") != nullptr;
    client.code_description |= is_set(*told, {"codeDescriptionSupport"});
    client.diagnostic_data |= is_set(*told, {"dataSupport"});
  }
}

static void read_edits(const Json& workspace, ClientCapabilities& client) {
  const Json* const operations = find_member(workspace, {"workspaceEdit", "resourceOperations"});
  // Some (Neovim) say which operations they take and not that they take the list in which these
  // stand.
  client.document_changes = is_set(workspace, {"workspaceEdit", "documentChanges"}) ||
                            (operations != nullptr && !operations->empty());
  client.creates_files = client.document_changes && holds(operations, "create");
  client.renames_files = client.document_changes && holds(operations, "rename");
  client.deletes_files = client.document_changes && holds(operations, "delete");
  client.applies_edits = is_set(workspace, {"applyEdit"});
}

static void read_actions(const Json& document, ClientCapabilities& client) {
  client.action_literals =
      find_member(document, {"codeAction", "codeActionLiteralSupport"}) != nullptr;
  client.action_preferred = is_set(document, {"codeAction", "isPreferredSupport"});
  client.action_data = is_set(document, {"codeAction", "dataSupport"});
  client.action_resolves_edit =
      client.action_data &&
      holds(find_member(document, {"codeAction", "resolveSupport", "properties"}), "edit");
}

static void read_completion(const Json& document, ClientCapabilities& client) {
  const Json* const item = find_member(document, {"completion", "completionItem"});
  if (item == nullptr) return;
  constexpr int kDeprecatedTag = 1;
  client.snippets = is_set(*item, {"snippetSupport"});
  client.completion_markdown = holds(find_member(*item, "documentationFormat"), "markdown");
  client.completion_preselect = is_set(*item, {"preselectSupport"});
  client.completion_as_is = holds(find_member(*item, {"insertTextModeSupport", "valueSet"}), 1);
  client.completion_deprecated =
      holds(find_member(*item, {"tagSupport", "valueSet"}), kDeprecatedTag);
  client.completion_deprecated_flag = is_set(*item, {"deprecatedSupport"});
  client.completion_resolves_documentation =
      holds(find_member(*item, {"resolveSupport", "properties"}), "documentation");
}

static void read_views(const Json& document, const Json& workspace, ClientCapabilities& client) {
  client.hover_markdown = holds(find_member(document, {"hover", "contentFormat"}), "markdown");
  client.definition_links = is_set(document, {"definition", "linkSupport"});
  client.symbol_tree = is_set(document, {"documentSymbol", "hierarchicalDocumentSymbolSupport"});
  client.prepares_rename = is_set(document, {"rename", "prepareSupport"});
  client.link_tooltips = is_set(document, {"documentLink", "tooltipSupport"});
  client.folds_lines_only = is_set(document, {"foldingRange", "lineFoldingOnly"});
  const Json* const limit = find_member(document, {"foldingRange", "rangeLimit"});
  if (limit != nullptr && limit->is_number_unsigned())
    client.fold_limit = limit->get<std::size_t>();
  client.refreshes_tokens = is_set(workspace, {"semanticTokens", "refreshSupport"});
  client.refreshes_hints = is_set(workspace, {"inlayHint", "refreshSupport"});
  client.refreshes_lenses = is_set(workspace, {"codeLens", "refreshSupport"});
}

}  // namespace client_capabilities

ClientCapabilities read_client_capabilities(const Json& capabilities) {
  using namespace client_capabilities;
  const Json none = Json::object();
  const Json* const document = find_member(capabilities, "textDocument");
  const Json* const workspace = find_member(capabilities, "workspace");
  const Json& in_documents = document == nullptr ? none : *document;
  const Json& in_workspace = workspace == nullptr ? none : *workspace;
  ClientCapabilities client;
  client.encoding = negotiated(capabilities);
  read_diagnostics(in_documents, in_workspace, client);
  read_edits(in_workspace, client);
  read_actions(in_documents, client);
  read_completion(in_documents, client);
  read_views(in_documents, in_workspace, client);
  client.configuration = is_set(in_workspace, {"configuration"});
  client.registers_configuration =
      is_set(in_workspace, {"didChangeConfiguration", "dynamicRegistration"});
  client.watches_files = is_set(in_workspace, {"didChangeWatchedFiles", "dynamicRegistration"});
  client.progress = is_set(capabilities, {"window", "workDoneProgress"});
  client.shows_documents = is_set(capabilities, {"window", "showDocument", "support"});
  client.takes_text_documents = find_member(in_workspace, "textDocumentContent") != nullptr;
  client.knows_our_documents = is_set(capabilities, {"experimental", "ecac", "documents"});
  return client;
}

}  // namespace ecac
