#include "compiler/query/navigation.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

Json definition(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return nullptr;
  const std::optional<Definition> found =
      ecac::definition(asked->snapshot, asked->file, asked->offset(position));
  if (!found) return nullptr;
  PlaceTeller places(session, asked->snapshot);
  Json targets = Json::array();
  for (const DefinitionTarget& target : found->targets) {
    const std::optional<lsp::Range> whole = places.range(target.file, target.range);
    const std::optional<lsp::Range> name = places.range(target.file, target.name);
    if (!whole || !name) continue;
    const std::string uri = places.uri(target.file);
    if (session.client.definition_links) {
      targets.push_back(lsp::LocationLink{.origin = asked->positions.range(found->origin),
                                          .uri = uri,
                                          .range = *whole,
                                          .selection = *name});
    } else {
      targets.push_back(lsp::Location{.uri = uri, .range = *name});
    }
  }
  return targets;
}

}  // namespace ecac::requests
