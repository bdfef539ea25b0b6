#include "compiler/server/commands.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/query/hover.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"
#include "compiler/server/requests/writing/requests.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac {
namespace commands {

static Json first_argument(const Json& params) {
  const Json* const arguments = find_member(params, "arguments");
  if (arguments == nullptr || !arguments->is_array() || arguments->empty()) {
    throw RpcError(RpcErrorCode::invalid_params, "the command has an argument");
  }
  return arguments->front();
}

/// The address of a document, alone or as `{"uri": …}`.
static std::string document_argument(const Json& params) {
  const Json argument = first_argument(params);
  return argument.is_string() ? argument.get<std::string>() : need_text(argument, "uri");
}

static Json apply(Session& session, const std::string& label, Json edit) {
  if (edit.is_null()) return nullptr;
  if (!session.client.applies_edits) {
    throw RpcError(RpcErrorCode::request_failed,
                   "this editor takes no edits that it did not ask for");
  }
  session.outbox.ask("workspace/applyEdit", {{"label", label}, {"edit", std::move(edit)}});
  return nullptr;
}

static Json show_page(Session& session, const Json& params) {
  Json page = requests::page(session, first_argument(params));
  if (session.client.shows_documents && session.client.takes_text_documents) {
    session.outbox.ask("window/showDocument", {{"uri", page["uri"]}, {"takeFocus", true}});
  } else {
    std::string text = page["text"].get<std::string>();
    if (page["language"] == "markdown") text = plain_text_of(text);
    session.outbox.notify("window/showMessage",
                          {{"type", kInfoMessage}, {"message", std::move(text)}});
  }
  return page;
}

}  // namespace commands

Json execute_command(Session& session, Loading& loading, const Json& params) {
  const std::string command = need_text(params, "command");
  if (command == "ecac.showDocument") return commands::show_page(session, params);
  if (command == "ecac.reload") {
    loading.start();
    return nullptr;
  }
  if (command == "ecac.fixAll") {
    const std::string uri = commands::document_argument(params);
    return commands::apply(session, "Fix all that can be fixed safely",
                           requests::edit_of_all_fixes(session, uri));
  }
  if (command == "ecac.applyAction") {
    const Json reference = commands::first_argument(params);
    return commands::apply(session, need_text(reference, "title"),
                           requests::edit_of_action(session, reference));
  }
  throw RpcError(RpcErrorCode::invalid_params, fmt::format("unknown command `{}`", command));
}

}  // namespace ecac
