#include "compiler/server/protocol/geometry.h"

#include "compiler/server/protocol/params.h"

namespace ecac::lsp {

void to_json(Json& out, const Position& position) {
  out = Json{{"line", position.line}, {"character", position.character}};
}

void to_json(Json& out, const Range& range) {
  out = Json{{"start", range.start}, {"end", range.end}};
}

void to_json(Json& out, const Location& location) {
  out = Json{{"uri", location.uri}, {"range", location.range}};
}

void to_json(Json& out, const LocationLink& link) {
  out = Json{{"originSelectionRange", link.origin},
             {"targetUri", link.uri},
             {"targetRange", link.range},
             {"targetSelectionRange", link.selection}};
}

void to_json(Json& out, const TextEdit& edit) {
  out = Json{{"range", edit.range}, {"newText", edit.new_text}};
}

void to_json(Json& out, const Command& command) {
  out = Json{{"title", command.title}, {"command", command.command}};
  if (!command.arguments.empty()) out["arguments"] = command.arguments;
}

Position read_position(const Json& value) {
  return {.line = need_number(value, "line"), .character = need_number(value, "character")};
}

Range read_range(const Json& value) {
  return {.start = read_position(need_member(value, "start")),
          .end = read_position(need_member(value, "end"))};
}

std::string read_document_uri(const Json& params) {
  return need_text(need_member(params, "textDocument"), "uri");
}

}  // namespace ecac::lsp
