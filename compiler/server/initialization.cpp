#include "compiler/server/initialization.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "compiler/schema/schema_set.h"
#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/showing/requests.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace initialization {

/// The folders that a client has open; one that knows of a single folder names it by its address
/// or, long ago, by its path.
static std::vector<std::string> folders_of(const Json& params) {
  if (const Json* const folders = find_member(params, "workspaceFolders")) {
    return read_folders(*folders);
  }
  if (const auto path = path_of_uri(text_or_empty(params, "rootUri"))) return {*path};
  const std::string path = text_or_empty(params, "rootPath");
  return path.empty() ? std::vector<std::string>() : std::vector{absolute_path("/", path)};
}

static Json action_provider(const Session& session) {
  if (!session.client.action_literals) return true;
  return {{"codeActionKinds", {"quickfix", "source.fixAll.ecac"}},
          {"resolveProvider", session.client.action_resolves_edit}};
}

/// Files that come, go or move with their folder, which a watcher of single names does not tell.
static Json file_operations() {
  const Json filters = {
      {"filters", Json::array({{{"scheme", "file"}, {"pattern", {{"glob", "**"}}}}})}};
  return {{"didCreate", filters}, {"didRename", filters}, {"didDelete", filters}};
}

static Json workspace_part(const Session& session) {
  Json part = {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}},
               {"fileOperations", file_operations()}};
  if (session.client.takes_text_documents) {
    part["textDocumentContent"] = {{"schemes", {"ecac"}}};
  }
  return part;
}

/// Patterns of all names that what is found depends on.
static std::vector<std::string> watched_patterns() {
  std::set<std::string> suffixes;
  for (const TypeSchema& type : SchemaSet::embedded()->types()) {
    // Of the many other files of that ending, manifests are named below.
    if (!type.suffix.empty() && type.suffix != "xml") suffixes.emplace(type.suffix);
  }
  const std::string listed = fmt::format("{}", fmt::join(suffixes, ","));
  return {
      fmt::format("**/*.{{{}}}", listed),
      fmt::format("**/*.{{{}}}-meta.xml", listed),
      "**/{sfdx-project.json,.forceignore,.gitignore,package.xml}",
      "**/{destructiveChanges,destructiveChangesPre,destructiveChangesPost}.xml",
      "**/*ecac*.json",
      "**/*.{crt,cls,key,pem}",
  };
}

}  // namespace initialization

std::vector<std::string> read_folders(const Json& folders) {
  std::vector<std::string> paths;
  if (!folders.is_array()) return paths;
  for (const Json& folder : folders) {
    if (auto path = path_of_uri(text_or_empty(folder, "uri"))) paths.push_back(*std::move(path));
  }
  return paths;
}

void take_client(const Json& params, Session& session) {
  const Json* const capabilities = find_member(params, "capabilities");
  session.client = read_client_capabilities(capabilities == nullptr ? Json() : *capabilities);
  session.folders = initialization::folders_of(params);
  session.outbox.set_trace(parse_trace(text_or_empty(params, "trace")));
}

Json initialize_result(const Session& session) {
  const ClientCapabilities& client = session.client;
  Json can = {
      {"positionEncoding", to_string(client.encoding)},
      {"textDocumentSync",
       {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}},
      {"hoverProvider", true},
      {"completionProvider",
       {{"triggerCharacters", {"<", "/", ">", ",", " "}}, {"resolveProvider", true}}},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"codeActionProvider", initialization::action_provider(session)},
      {"codeLensProvider", {{"resolveProvider", false}}},
      {"documentLinkProvider", {{"resolveProvider", false}}},
      {"inlayHintProvider", true},
      {"foldingRangeProvider", true},
      {"selectionRangeProvider", true},
      {"documentFormattingProvider", true},
      {"documentRangeFormattingProvider", true},
      {"semanticTokensProvider",
       {{"legend", requests::semantic_tokens_legend()},
        {"range", true},
        {"full", {{"delta", true}}}}},
      {"workspace", initialization::workspace_part(session)},
  };
  can["renameProvider"] = client.prepares_rename ? Json({{"prepareProvider", true}}) : Json(true);
  // Our own clients have commands of these names, which would be two of each.
  if (!client.knows_our_documents) {
    can["executeCommandProvider"] = {
        {"commands", {"ecac.applyAction", "ecac.fixAll", "ecac.reload", "ecac.showDocument"}}};
  }
  if (client.pulls_diagnostics) {
    can["diagnosticProvider"] = {
        {"identifier", "ecac"}, {"interFileDependencies", true}, {"workspaceDiagnostics", true}};
  }
  return {{"capabilities", std::move(can)},
          {"serverInfo", {{"name", "ecac"}, {"version", session.options.version}}}};
}

void register_watchers(Session& session) {
  Json registrations = Json::array();
  if (session.client.watches_files) {
    Json watchers = Json::array();
    for (const std::string& pattern : initialization::watched_patterns()) {
      watchers.push_back({{"globPattern", pattern}});
    }
    registrations.push_back({{"id", "ecac-files"},
                             {"method", "workspace/didChangeWatchedFiles"},
                             {"registerOptions", {{"watchers", std::move(watchers)}}}});
  }
  if (session.client.registers_configuration) {
    registrations.push_back({{"id", "ecac-settings"},
                             {"method", "workspace/didChangeConfiguration"},
                             {"registerOptions", {{"section", "ecac"}}}});
  }
  if (registrations.empty()) return;
  session.outbox.ask("client/registerCapability", {{"registrations", std::move(registrations)}});
}

}  // namespace ecac
