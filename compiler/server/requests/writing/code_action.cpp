#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/query/code_actions.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/writing/requests.h"
#include "compiler/server/session/page_address.h"
#include "compiler/server/session/shown_findings.h"
#include "compiler/server/session/workspace_edit.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac::requests {
namespace actions {

constexpr std::string_view kQuickFix = "quickfix";
constexpr std::string_view kFixAll = "source.fixAll.ecac";

static std::string_view kind_of(const CodeAction& action) {
  return action.kind == CodeAction::Kind::fix_all ? kFixAll : kQuickFix;
}

/// Whether a client that asks for some kinds, or for any, wants one.
static bool is_wanted(const std::vector<std::string>& only, std::string_view kind) {
  return only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& asked) {
           return asked.empty() || kind == asked ||
                  (kind.starts_with(asked) && kind[asked.size()] == '.');
         });
}

/// What is offered for a range, and for the document where that is asked for.
static std::vector<CodeAction> offered(const AskedFile& asked, TextRange range,
                                       const std::vector<std::string>& only) {
  std::vector<CodeAction> offered;
  if (is_wanted(only, kQuickFix)) offered = code_actions(asked.snapshot, asked.file, range);
  const bool has_all = std::any_of(offered.begin(), offered.end(), [](const CodeAction& action) {
    return action.kind == CodeAction::Kind::fix_all;
  });
  if (!only.empty() && is_wanted(only, kFixAll) && !has_all) {
    CodeAction all = fix_all(asked.snapshot, asked.file);
    if (!all.operations.empty()) offered.push_back(std::move(all));
  }
  std::erase_if(offered,
                [&](const CodeAction& action) { return !is_wanted(only, kind_of(action)); });
  return offered;
}

/// By what an action is found again as long as the document is the same.
static Json reference_to(const Session& session, const std::string& uri, const AskedFile& asked,
                         const lsp::Range& range, const CodeAction& action) {
  const std::optional<std::int64_t> version = session.version_of(asked.path);
  return {{"uri", uri},
          {"version", version ? Json(*version) : Json()},
          {"range", range},
          {"kind", kind_of(action)},
          {"title", action.title}};
}

static lsp::Command page_command(const CodeAction& action) {
  return {.title = action.title,
          .command = "ecac.showDocument",
          .arguments = Json::array({to_params({.kind = "rule", .name = action.rule})})};
}

static Json diagnostics_for(const Session& session, const AskedFile& asked,
                            const CodeAction& action) {
  const std::span<const ReportFinding> findings = asked.snapshot.findings(asked.file);
  Json diagnostics = Json::array();
  for (const std::size_t index : action.findings) {
    if (index < findings.size()) {
      diagnostics.push_back(diagnostic_of(session, asked.path, findings[index]));
    }
  }
  return diagnostics;
}

/// Null where the client cannot take it.
static Json literal(const Session& session, const std::string& uri, const AskedFile& asked,
                    const lsp::Range& range, const CodeAction& action) {
  Json shown = {{"title", action.title}, {"kind", kind_of(action)}};
  Json diagnostics = diagnostics_for(session, asked, action);
  if (!diagnostics.empty()) shown["diagnostics"] = std::move(diagnostics);
  if (action.preferred && session.client.action_preferred) shown["isPreferred"] = true;
  if (action.kind == CodeAction::Kind::explain) {
    shown["command"] = page_command(action);
    return shown;
  }
  Result<Json> edit = workspace_edit(session, asked.snapshot, action.operations);
  if (!edit) return nullptr;
  if (session.client.action_resolves_edit) {
    shown["data"] = reference_to(session, uri, asked, range, action);
  } else {
    shown["edit"] = *std::move(edit);
  }
  return shown;
}

/// For a client that knows commands alone.
static Json command(const Session& session, const std::string& uri, const AskedFile& asked,
                    const lsp::Range& range, const CodeAction& action) {
  if (action.kind == CodeAction::Kind::explain) return page_command(action);
  if (!session.client.applies_edits) return nullptr;
  if (!workspace_edit(session, asked.snapshot, action.operations)) return nullptr;
  return lsp::Command{.title = action.title,
                      .command = "ecac.applyAction",
                      .arguments = Json::array({reference_to(session, uri, asked, range, action)})};
}

}  // namespace actions

Json code_action(const Session& session, const Json& params) {
  using namespace actions;
  const std::string uri = lsp::read_document_uri(params);
  const lsp::Range range = lsp::read_range(need_member(params, "range"));
  const std::vector<std::string> only = texts_of(find_member(params, {"context", "only"}));
  const auto asked = find_asked_file(session, uri);
  if (!asked) return nullptr;
  Json shown = Json::array();
  for (const CodeAction& action : offered(*asked, asked->positions.text_range(range), only)) {
    Json each = session.client.action_literals ? literal(session, uri, *asked, range, action)
                                               : command(session, uri, *asked, range, action);
    if (!each.is_null()) shown.push_back(std::move(each));
  }
  return shown;
}

Json edit_of_action(const Session& session, const Json& reference) {
  using namespace actions;
  const std::string uri = need_text(reference, "uri");
  const std::string title = need_text(reference, "title");
  const std::string kind = need_text(reference, "kind");
  const lsp::Range range = lsp::read_range(need_member(reference, "range"));
  const auto asked = find_asked_file(session, uri);
  if (asked) {
    const std::optional<std::int64_t> version = session.version_of(asked->path);
    const Json* const then = find_member(reference, "version");
    const bool is_same = version ? then != nullptr && *then == *version : then == nullptr;
    if (is_same) {
      for (const CodeAction& action : offered(*asked, asked->positions.text_range(range), {kind})) {
        if (action.title != title) continue;
        Result<Json> edit = workspace_edit(session, asked->snapshot, action.operations);
        if (!edit) throw RpcError(RpcErrorCode::request_failed, edit.error().message);
        return *std::move(edit);
      }
    }
  }
  throw RpcError(RpcErrorCode::content_modified,
                 "the text is another one since this was offered; ask again");
}

Json resolve_code_action(const Session& session, const Json& action) {
  const Json* const data = find_member(action, "data");
  if (data == nullptr || find_member(action, "edit") != nullptr) return action;
  Json resolved = action;
  resolved["edit"] = edit_of_action(session, *data);
  return resolved;
}

Json edit_of_all_fixes(const Session& session, const std::string& uri) {
  const auto asked = find_asked_file(session, uri);
  if (!asked) return nullptr;
  const CodeAction all = fix_all(asked->snapshot, asked->file);
  if (all.operations.empty()) return nullptr;
  Result<Json> edit = workspace_edit(session, asked->snapshot, all.operations);
  if (!edit) throw RpcError(RpcErrorCode::request_failed, edit.error().message);
  return *std::move(edit);
}

}  // namespace ecac::requests
