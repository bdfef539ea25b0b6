#include "compiler/query/navigation.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

Json document_highlight(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  Json shown = Json::array();
  for (const TextRange& range : highlights(asked->snapshot, asked->file, asked->offset(position))) {
    shown.push_back({{"range", asked->positions.range(range)}});
  }
  return shown;
}

}  // namespace ecac::requests
