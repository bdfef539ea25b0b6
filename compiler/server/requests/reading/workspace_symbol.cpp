#include "compiler/query/symbols.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

Json workspace_symbol(const Session& session, const Json& params) {
  constexpr std::size_t kMost = 200;
  constexpr int kClass = 5;
  const std::string words = text_or_empty(params, "query");
  Json symbols = Json::array();
  if (session.live == nullptr) return symbols;
  for (const Snapshot& snapshot : session.live->snapshots()) {
    PlaceTeller places(session, snapshot);
    for (const WorkspaceSymbol& symbol :
         workspace_symbols(snapshot, words, kMost - symbols.size())) {
      const auto location = places.location({.file = symbol.file, .range = symbol.range});
      if (!location || symbol.name.empty()) continue;
      symbols.push_back({{"name", symbol.name},
                         {"kind", kClass},
                         {"location", *location},
                         {"containerName", symbol.type}});
    }
    if (symbols.size() >= kMost) break;
  }
  return symbols;
}

}  // namespace ecac::requests
