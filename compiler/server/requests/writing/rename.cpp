#include "compiler/query/rename.h"

#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/writing/requests.h"
#include "compiler/server/session/workspace_edit.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac::requests {
namespace renames {

static AskedFile need_file(const Session& session, const Json& params) {
  if (auto asked = find_asked_file(session, lsp::read_document_uri(params))) return *asked;
  throw RpcError(RpcErrorCode::request_failed, "this file belongs to no project that ecac reads");
}

/// The deploys of the project that the file belongs to, which share its files.
static std::vector<Snapshot> deploys_of(const Session& session, const AskedFile& asked) {
  const std::string& root = asked.snapshot.analysed().discovered().root;
  std::vector<Snapshot> deploys;
  for (const Snapshot& snapshot : session.live->snapshots()) {
    if (snapshot.analysed().discovered().root == root) deploys.push_back(snapshot);
  }
  return deploys;
}

}  // namespace renames

Json prepare_rename(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const AskedFile asked = renames::need_file(session, params);
  const Result<Renamable> found =
      ecac::prepare_rename(asked.snapshot, asked.file, asked.offset(position));
  if (!found) throw RpcError(RpcErrorCode::request_failed, found.error().message);
  return {{"range", asked.positions.range(found->range)}, {"placeholder", found->name}};
}

Json rename(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const std::string name = need_text(params, "newName");
  const AskedFile asked = renames::need_file(session, params);
  const Result<std::vector<FileOperation>> operations =
      ecac::rename(renames::deploys_of(session, asked), asked.file, asked.offset(position), name);
  if (!operations) throw RpcError(RpcErrorCode::request_failed, operations.error().message);
  Result<Json> edit = workspace_edit(session, asked.snapshot, *operations);
  if (!edit) {
    throw RpcError(RpcErrorCode::request_failed,
                   "files are called by this name, too, and " + edit.error().message);
  }
  return *std::move(edit);
}

}  // namespace ecac::requests
