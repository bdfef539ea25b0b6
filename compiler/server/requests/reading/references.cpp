#include "compiler/emit/text/json_writer.h"
#include "compiler/query/navigation.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/requests/reading/requests.h"

namespace ecac::requests {

static void write_position(JsonWriter& json, std::string_view name, lsp::Position position) {
  json.key(name).begin_object();
  json.member("line", position.line);
  json.member("character", position.character);
  json.end_object();
}

std::string references(const Session& session, const Json& params) {
  const lsp::Position position = lsp::read_position(need_member(params, "position"));
  const bool with_definition = is_set(params, {"context", "includeDeclaration"});
  const auto asked = find_asked_file(session, lsp::read_document_uri(params));
  if (!asked) return "null";
  PlaceTeller places(session, asked->snapshot);
  std::string text;
  JsonWriter json(text);
  json.begin_array();
  for (const Place& place :
       ecac::references(asked->snapshot, asked->file, asked->offset(position), with_definition)) {
    const auto range = places.range(place.file, place.range);
    if (!range) continue;
    json.begin_object();
    json.member("uri", places.uri(place.file));
    json.key("range").begin_object();
    write_position(json, "start", range->start);
    write_position(json, "end", range->end);
    json.end_object();
    json.end_object();
  }
  json.end_array();
  return text;
}

}  // namespace ecac::requests
