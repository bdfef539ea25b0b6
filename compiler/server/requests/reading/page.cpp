#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string>

#include "compiler/query/documents.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac::requests {
namespace pages {

[[noreturn]] static void fail(const std::string& sentence) {
  throw RpcError(RpcErrorCode::request_failed, sentence);
}

/// The projects that are meant: that of the file, else all.
static std::vector<Snapshot> meant_projects(const Session& session, const PageRequest& page) {
  if (session.live == nullptr) return {};
  if (page.uri.empty()) return session.live->snapshots();
  const std::optional<Snapshot> own = session.live->snapshot(path_of_uri(page.uri).value_or(""));
  return own ? std::vector<Snapshot>{*own} : session.live->snapshots();
}

/// The name of the app that the file of the request is of; "" if it is of none.
static std::string app_of(const Snapshot& snapshot, const PageRequest& page) {
  const FileId file = snapshot.find(path_of_uri(page.uri).value_or(""));
  if (file == FileId::none) return {};
  const SymbolId app = app_of_file(snapshot, file).symbol;
  return app == SymbolId::none ? std::string()
                               : std::string(snapshot.project().symbols().name(app));
}

static std::optional<std::string> text_in(const Snapshot& snapshot, const PageRequest& page) {
  if (page.kind == "app") {
    return app_document(snapshot, page.name.empty() ? app_of(snapshot, page) : page.name);
  }
  if (page.kind == "credential") return credential_document(snapshot, page.name);
  return plan_document(snapshot);
}

static std::string text_of(const Session& session, const PageRequest& page) {
  if (page.kind == "rule") {
    if (const std::optional<std::string> text = rule_document(page.name)) return *text;
    fail(fmt::format("there is no rule `{}`", page.name));
  }
  if (page.kind != "app" && page.kind != "credential" && page.kind != "plan") {
    throw RpcError(RpcErrorCode::invalid_params, "`kind` is one of app, credential, plan and rule");
  }
  for (const Snapshot& snapshot : meant_projects(session, page)) {
    if (const std::optional<std::string> text = text_in(snapshot, page)) return *text;
  }
  if (page.kind == "plan") fail("there is no project to plan a deploy of");
  if (page.name.empty()) fail("the file is none of an app");
  fail(fmt::format("no project here has the {} `{}`", page.kind, page.name));
}

}  // namespace pages

Json page(const Session& session, const Json& params) {
  const PageRequest asked = read_page_request(params);
  return {{"text", pages::text_of(session, asked)},
          {"language", is_markdown(asked) ? "markdown" : "plaintext"},
          {"uri", address_of(asked)}};
}

Json page_content(const Session& session, const Json& params) {
  const std::optional<PageRequest> asked = page_of_address(need_text(params, "uri"));
  if (!asked) throw RpcError(RpcErrorCode::invalid_params, "`uri` is no address of a page of ecac");
  return {{"text", pages::text_of(session, *asked)}};
}

}  // namespace ecac::requests
