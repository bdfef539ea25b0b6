#include "compiler/query/formatting.h"

#include <optional>

#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/writing/requests.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac::requests {
namespace formats {

static Json edits_of(const Session& session, const Json& params,
                     const std::optional<lsp::Range>& range) {
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  std::optional<TextRange> within;
  if (range) within = asked->positions.text_range(*range);
  const Result<std::vector<TextEdit>> edits =
      ecac::formatting(asked->snapshot, asked->file, within);
  if (!edits) throw RpcError(RpcErrorCode::request_failed, edits.error().message);
  Json shown = Json::array();
  for (const TextEdit& edit : *edits) {
    shown.push_back(
        lsp::TextEdit{.range = asked->positions.range(edit.range), .new_text = edit.text});
  }
  return shown;
}

}  // namespace formats

Json formatting(const Session& session, const Json& params) {
  return formats::edits_of(session, params, std::nullopt);
}

Json range_formatting(const Session& session, const Json& params) {
  return formats::edits_of(session, params, lsp::read_range(need_member(params, "range")));
}

}  // namespace ecac::requests
