#include "compiler/query/hints.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/showing/requests.h"

namespace ecac::requests {

Json inlay_hint(const Session& session, const Json& params) {
  const lsp::Range range = lsp::read_range(need_member(params, "range"));
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  Json shown = Json::array();
  for (const InlayHint& hint :
       inlay_hints(asked->snapshot, asked->file, asked->positions.text_range(range))) {
    Json each = {{"position", asked->positions.position(hint.offset)},
                 {"label", hint.label},
                 {"paddingLeft", true}};
    if (!hint.tip.empty()) each["tooltip"] = {{"kind", "markdown"}, {"value", hint.tip}};
    shown.push_back(std::move(each));
  }
  return shown;
}

}  // namespace ecac::requests
