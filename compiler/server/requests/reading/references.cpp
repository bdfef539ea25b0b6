#include "compiler/query/navigation.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

Json references(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const bool with_definition = is_set(params, {"context", "includeDeclaration"});
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  PlaceTeller places(session, asked->snapshot);
  Json locations = Json::array();
  for (const Place& place :
       ecac::references(asked->snapshot, asked->file, asked->offset(position), with_definition)) {
    if (const auto location = places.location(place)) locations.push_back(*location);
  }
  return locations;
}

}  // namespace ecac::requests
