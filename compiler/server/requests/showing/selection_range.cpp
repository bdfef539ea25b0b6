#include <utility>

#include "compiler/query/structure.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/showing/requests.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac::requests {
namespace selection_ranges {

/// JSON of them is nested as deep; a reader calls itself for each.
constexpr std::size_t kMost = 100;
/// Places in one request; each is a walk over the text.
constexpr std::size_t kMostPositions = 1000;

}  // namespace selection_ranges

Json selection_range(const Session& session, const Json& params) {
  using namespace selection_ranges;
  const Json& asked = need_member(params, "positions");
  if (!asked.is_array() || asked.size() > kMostPositions) {
    throw RpcError(RpcErrorCode::invalid_params, "`positions` is no list, or too long a one");
  }
  const OpenDocument* const document = session.documents.find(lsp::read_document_uri(params));
  if (document == nullptr) return nullptr;
  const TextPositions positions(*document->text, session.client.encoding, true);
  Json shown = Json::array();
  for (const Json& each : asked) {
    const lsp::Position position = lsp::read_position(each);
    const std::vector<TextRange> ranges =
        selections(document->text->text(), positions.offset(position));
    Json selection = {{"range", lsp::Range{.start = position, .end = position}}};
    bool first = true;
    const std::size_t count = std::min(ranges.size(), kMost);
    for (std::size_t i = count; i > 0; --i) {
      Json around = {{"range", positions.range(ranges[i - 1])}};
      if (!first) around["parent"] = std::move(selection);
      selection = std::move(around);
      first = false;
    }
    shown.push_back(std::move(selection));
  }
  return shown;
}

}  // namespace ecac::requests
