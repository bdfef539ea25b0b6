#include "tests/lsp/lsp_client.h"

#include <gtest/gtest.h>

#include "compiler/server/protocol/document_uri.h"
#include "tests/lsp/meta_model.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

/// Null where it is not there; MetaModelIsThere tells.
const MetaModel* meta_model() {
  static MetaModel model;
  static const bool loaded = model.load();
  return loaded ? &model : nullptr;
}

}  // namespace

std::string uri(const std::string& path) {
  return uri_of_path(path);
}

LspClient::LspClient(MemoryFileTree& files, const std::string& documentation_url)
    : host_(host_with(files, "2026-01-31")),
      server_(std::make_unique<Server>(host_, ServerOptions{.version = "0.0.0",
                                                            .documentation_url = documentation_url,
                                                            .current_directory = "/w"})) {}

LspClient::Json LspClient::all_capabilities() {
  return Json::parse(R"json({
    "general": {"positionEncodings": ["utf-16"]},
    "window": {"workDoneProgress": true, "showDocument": {"support": true}},
    "workspace": {
      "applyEdit": true, "configuration": true, "textDocumentContent": {},
      "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
      "didChangeConfiguration": {"dynamicRegistration": true},
      "didChangeWatchedFiles": {"dynamicRegistration": true},
      "diagnostics": {"refreshSupport": true}, "semanticTokens": {"refreshSupport": true},
      "inlayHint": {"refreshSupport": true}, "codeLens": {"refreshSupport": true}},
    "textDocument": {
      "publishDiagnostics": {"relatedInformation": true, "versionSupport": true,
        "tagSupport": {"valueSet": [1, 2]}, "codeDescriptionSupport": true, "dataSupport": true},
      "hover": {"contentFormat": ["markdown", "plaintext"]},
      "completion": {"completionItem": {"snippetSupport": true, "documentationFormat": ["markdown"],
        "preselectSupport": true, "tagSupport": {"valueSet": [1]},
        "insertTextModeSupport": {"valueSet": [1, 2]},
        "resolveSupport": {"properties": ["documentation"]}}},
      "definition": {"linkSupport": true},
      "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
      "codeAction": {"isPreferredSupport": true, "dataSupport": true,
        "resolveSupport": {"properties": ["edit"]},
        "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}}},
      "rename": {"prepareSupport": true}, "documentLink": {"tooltipSupport": true}}})json");
}

void LspClient::start(const Json& capabilities, const Json& more) {
  Json params = {{"processId", nullptr},
                 {"rootUri", uri("/w")},
                 {"workspaceFolders", Json::array({{{"uri", uri("/w")}, {"name", "w"}}})},
                 {"capabilities", capabilities}};
  params.update(more);
  ask("initialize", params);
  notify("initialized", Json::object());
  run();
}

LspClient::Json LspClient::ask(const std::string& method, const Json& params) {
  const std::int64_t id = send(method, params);
  run();
  const Json answered = answer(id);
  if (answered.contains("error")) return answered["error"];
  return answered.contains("result") ? answered["result"] : Json("no answer");
}

std::int64_t LspClient::send(const std::string& method, const Json& params) {
  const std::int64_t id = ++last_id_;
  methods_[id] = method;
  Json message = {{"jsonrpc", "2.0"}, {"id", id}, {"method", method}};
  if (!params.is_null()) message["params"] = params;
  server_->receive(message.dump());
  return id;
}

void LspClient::notify(const std::string& method, const Json& params) {
  server_->receive(Json{{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}.dump());
}

void LspClient::send_raw(const std::string& content) {
  server_->receive(content);
}

void LspClient::run() {
  while (true) {
    const bool more = server_->work();
    const std::vector<std::string> outgoing = server_->take_outgoing();
    for (const std::string& text : outgoing) take(text);
    if (more || !outgoing.empty()) continue;
    if (holds_loading) return;
    const std::function<void()> background = server_->take_background();
    if (!background) return;
    // Whoever asked for the progress is answered first.
    for (const std::string& text : server_->take_outgoing()) take(text);
    while (server_->work()) {
    }
    background();
    server_->tick();
    server_->background_done();
  }
}

LspClient::Json LspClient::answer(std::int64_t id) const {
  const auto found = answers_.find(id);
  return found == answers_.end() ? Json() : found->second;
}

void LspClient::open(const std::string& path, const std::string& text, std::int64_t version) {
  notify("textDocument/didOpen",
         {{"textDocument",
           {{"uri", uri(path)}, {"languageId", "xml"}, {"version", version}, {"text", text}}}});
}

void LspClient::change(const std::string& path, const Json& changes, std::int64_t version) {
  notify("textDocument/didChange", {{"textDocument", {{"uri", uri(path)}, {"version", version}}},
                                    {"contentChanges", changes}});
}

std::vector<LspClient::Json> LspClient::take_received() {
  return std::exchange(received_, {});
}

LspClient::Json LspClient::diagnostics(const std::string& path) const {
  const auto found = diagnostics_.find(uri(path));
  return found == diagnostics_.end() ? Json() : found->second;
}

void LspClient::take(const std::string& text) {
  all_text_ += text + '\n';
  const Json message = Json::parse(text);
  validate(message);
  if (!message.contains("method")) {
    if (message["id"].is_number_integer())
      answers_[message["id"].get<std::int64_t>()] = message;
    else
      received_.push_back(message);
    return;
  }
  received_.push_back(message);
  if (message["method"] == "textDocument/publishDiagnostics") {
    diagnostics_[message["params"]["uri"]] = message["params"]["diagnostics"];
  }
  if (message.contains("id")) reply(message);
}

void LspClient::reply(const Json& request) {
  Json result;
  if (request["method"] == "workspace/configuration") result = Json::array({settings});
  if (request["method"] == "workspace/applyEdit") result = {{"applied", true}};
  if (request["method"] == "window/showDocument") result = {{"success", true}};
  server_->receive(Json{{"jsonrpc", "2.0"}, {"id", request["id"]}, {"result", result}}.dump());
}

void LspClient::validate(const Json& message) {
  const MetaModel* const model = meta_model();
  if (model == nullptr) return;
  std::vector<std::string> problems;
  if (message.contains("method")) {
    const Json params = message.contains("params") ? message["params"] : Json();
    problems = model->problems_of_params(message["method"], params);
  } else if (message.contains("result") && message["id"].is_number_integer()) {
    const std::string& method = methods_[message["id"].get<std::int64_t>()];
    if (method.starts_with("ecac/")) return;
    problems = model->problems_of_result(method, message["result"]);
  } else {
    EXPECT_TRUE(message["error"]["code"].is_number_integer()) << message;
    EXPECT_TRUE(message["error"]["message"].is_string()) << message;
  }
  for (const std::string& problem : problems) {
    ADD_FAILURE() << problem << "\n" << message.dump().substr(0, 2000);
  }
}

}  // namespace ecac::test
