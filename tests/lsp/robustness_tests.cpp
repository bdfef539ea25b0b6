// What no transcript can say: many messages, large ones, and clients that do not behave.

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "compiler/driver/check.h"
#include "compiler/support/utf8.h"
#include "tests/lsp/lsp_client.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

using Json = nlohmann::json;

constexpr char kSettings[] = "/w/app/extlClntAppOauthSettings/Harbor_s.ecaOauth-meta.xml";

MemoryFileTree harbor() {
  ProjectFiles files;
  files.package("app").app("Harbor").oauth("Harbor_s", "Harbor");
  MemoryFileTree tree;
  for (const auto& [path, text] : files.texts()) {
    tree.add("/w/" + (path == "sfdx-project.json" ? path : "app/" + path), text);
  }
  return tree;
}

TEST(LanguageServer, FindsWhatCheckFinds) {
  for (const char* const sample :
       {"headless-public", "headless-public-broken", "headless-private", "headless-private-broken",
        "mcp-oauth21", "mcp-oauth21-broken"}) {
    ProjectFiles files;
    files.folder(std::string("samples/") + sample);
    MemoryFileTree tree = files.tree("/w");
    LspClient client(tree);
    client.start(LspClient::all_capabilities());
    for (const auto& [path, text] : files.texts()) {
      // No editor can say what is no text.
      if (path.ends_with(".xml") && is_valid_utf8(text)) client.open("/w/" + path, text);
    }
    client.run();
    std::multiset<std::string> told;
    for (const auto& [path, text] : files.texts()) {
      for (const Json& each : client.diagnostics("/w/" + path)) {
        told.insert(path + ':' + std::to_string(each["range"]["start"]["line"].get<int>() + 1) +
                    ' ' + each["code"].get<std::string>() + ' ' +
                    each["data"]["fingerprint"].get<std::string>());
      }
    }
    CheckRequest request;
    request.current_directory = "/w";
    const CheckResult result = run_check(host_with(tree, "2026-01-31"), request);
    std::multiset<std::string> found;
    for (const ReportFinding& finding : result.report.findings) {
      found.insert(finding.place.path + ':' + std::to_string(finding.place.start.line) + ' ' +
                   std::string(rule_of(finding.rule_case).code) + ' ' + finding.fingerprint);
    }
    EXPECT_EQ(told, found) << sample;
    EXPECT_EQ(found.empty(), !std::string(sample).ends_with("-broken")) << sample;
  }
}

TEST(LanguageServer, TellsOnlyTheLastOfManyEdits) {
  MemoryFileTree tree = harbor();
  LspClient client(tree);
  client.start();
  std::string text;
  ASSERT_TRUE(tree.read(kSettings, text, 1 << 20));
  client.open(kSettings, text);
  client.run();
  client.take_received();
  for (int version = 2; version <= 100; ++version) {
    client.change(
        kSettings,
        Json::array({{{"text", text + std::string(static_cast<std::size_t>(version), ' ')}}}),
        version);
  }
  client.run();
  const std::vector<Json> received = client.take_received();
  ASSERT_EQ(received.size(), 1U);
  EXPECT_EQ(received[0]["params"]["version"], 100);
}

TEST(LanguageServer, AnswersRequestsThatAreTakenBackWithoutDoingThem) {
  MemoryFileTree tree = harbor();
  LspClient client(tree);
  client.start();
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 50; ++i) ids.push_back(client.send("workspace/symbol", {{"query", "Har"}}));
  for (const std::int64_t id : ids) client.notify("$/cancelRequest", {{"id", id}});
  client.notify("$/cancelRequest", {{"id", "no such"}});
  client.notify("$/cancelRequest", {{"ids", 1}});
  client.run();
  for (const std::int64_t id : ids) EXPECT_EQ(client.answer(id)["error"]["code"], -32800);
}

TEST(LanguageServer, HoldsARequestForAllFilesUntilThereIsSomethingToTell) {
  MemoryFileTree tree = harbor();
  LspClient client(tree);
  Json can = LspClient::all_capabilities();
  can["textDocument"]["diagnostic"] = Json::object();
  client.start(can);
  const Json params = {{"previousResultIds", Json::array()}, {"partialResultToken", "all"}};
  const std::int64_t id = client.send("workspace/diagnostic", params);
  client.run();
  EXPECT_TRUE(client.answer(id).is_null());
  client.open(kSettings, "<ExtlClntAppOauthSettings");
  client.run();
  ASSERT_TRUE(client.answer(id).contains("result")) << client.answer(id);
  EXPECT_EQ(client.answer(id)["result"]["items"][0]["uri"], uri(kSettings));
  // Asked again with what it knows, it waits again; shut down, it is told.
  Json known = params;
  const Json first = client.answer(id);
  for (const Json& item : first["result"]["items"]) {
    known["previousResultIds"].push_back({{"uri", item["uri"]}, {"value", item["resultId"]}});
  }
  const std::int64_t next = client.send("workspace/diagnostic", known);
  client.run();
  EXPECT_TRUE(client.answer(next).is_null()) << client.answer(next);
  client.ask("shutdown", nullptr);
  EXPECT_EQ(client.answer(next)["error"]["code"], -32800);
}

TEST(LanguageServer, BeginsWithoutSettingsThatDoNotCome) {
  MemoryFileTree tree = harbor();
  const Host host = host_with(tree);
  Server server(host, {.current_directory = "/w"});
  server.receive(
      R"({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"rootUri": "file:///w",
          "capabilities": {"workspace": {"configuration": true}}}})");
  server.receive(R"({"jsonrpc": "2.0", "method": "initialized", "params": {}})");
  while (server.work()) {
  }
  EXPECT_FALSE(server.take_background());
  for (int i = 0; i < 3; ++i) server.tick();
  EXPECT_TRUE(server.take_background());
}

TEST(LanguageServer, EndsAsTheClientDoes) {
  MemoryFileTree tree = harbor();
  const auto code = [&](const std::vector<std::string>& methods) {
    LspClient client(tree);
    client.start();
    for (const std::string& method : methods) {
      if (method == "shutdown") client.ask(method, nullptr);
      if (method == "exit") client.notify(method, nullptr);
      if (method == "end") client.server().end_of_input();
      client.run();
    }
    return client.server().exit_code();
  };
  EXPECT_EQ(code({}), std::nullopt);
  EXPECT_EQ(code({"shutdown"}), std::nullopt);
  EXPECT_EQ(code({"shutdown", "exit"}), 0);
  EXPECT_EQ(code({"exit"}), 1);
  EXPECT_EQ(code({"end"}), 1);
  EXPECT_EQ(code({"shutdown", "end"}), 0);
}

/// An address with a password, keys and tokens: whatever is asked about the places around them, no
/// answer repeats them.
TEST(LanguageServer, RepeatsNoSecret) {
  const std::string secret = "QZXJ00NOSECRET77QZXJ00NOSECRET77QZXJ00NOSECRET77";
  const std::string password = "qzxvpassword77";
  ProjectFiles files;
  files.package("app").app("Harbor").oauth("Harbor_s", "Harbor");
  files.metadata("extlClntAppGlobalOauthSets/Harbor_g.ecaGlblOauth-meta.xml",
                 "    <callbackUrl>https://harbor:" + password +
                     "@api.example.com/cb</callbackUrl>\n"
                     "    <consumerKey>made.up</consumerKey>\n    <consumerSecret>" +
                     secret +
                     "</consumerSecret>\n"
                     "    <externalClientApplication>Harbor</externalClientApplication>\n"
                     "    <label>Harbor</label>\n");
  MemoryFileTree tree;
  std::vector<std::pair<std::string, std::string>> opened;
  for (const auto& [path, text] : files.texts()) {
    const std::string full = "/w/" + (path == "sfdx-project.json" ? path : "app/" + path);
    tree.add(full, text);
    if (path.ends_with(".xml")) opened.emplace_back(full, text);
  }
  LspClient client(tree);
  client.start(LspClient::all_capabilities(), {{"trace", "verbose"}});
  for (const auto& [path, text] : opened) client.open(path, text);
  for (const auto& [path, text] : opened) {
    const Json document = {{"uri", uri(path)}};
    unsigned line = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1, ++line) {
      const std::size_t size = std::min(text.find('\n', at), text.size()) - at;
      for (const std::size_t column : {std::size_t{6}, size / 2, size}) {
        const Json position = {{"line", line}, {"character", column}};
        const Json range = {{"start", {{"line", line}, {"character", 0}}}, {"end", position}};
        const Json params = {{"textDocument", document},
                             {"position", position},
                             {"range", range},
                             {"newName", "Port"},
                             {"context", {{"diagnostics", Json::array()}}}};
        for (const char* const method :
             {"textDocument/hover", "textDocument/completion", "textDocument/definition",
              "textDocument/references", "textDocument/prepareRename", "textDocument/codeAction"}) {
          client.ask(method, params);
        }
      }
      if (text.find('\n', at) == std::string::npos) break;
    }
    const Json whole = {{"start", {{"line", 0}, {"character", 0}}},
                        {"end", {{"line", line}, {"character", 0}}}};
    for (const char* const method :
         {"textDocument/documentSymbol", "textDocument/codeLens", "textDocument/documentLink",
          "textDocument/inlayHint", "textDocument/semanticTokens/full",
          "textDocument/foldingRange"}) {
      client.ask(method, {{"textDocument", document}, {"range", whole}});
    }
  }
  client.ask("ecac/document", {{"kind", "app"}, {"name", "Harbor"}});
  client.ask("ecac/document", {{"kind", "plan"}, {"name", ""}});
  EXPECT_NE(client.all_text().find("\"code\":\"SCT"), std::string::npos)
      << "nothing was found of them";
  EXPECT_EQ(client.all_text().find(secret), std::string::npos);
  EXPECT_EQ(client.all_text().find(password), std::string::npos);
}

}  // namespace
}  // namespace ecac::test
