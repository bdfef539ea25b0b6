#pragma once

#include <cstdint>
#include <string>

#include "compiler/server/transport/json_text.h"

namespace ecac::lsp {

/// From 0; characters in the units that were agreed on.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;
  friend auto operator<=>(const Position&, const Position&) = default;
};

/// From its start to before its end.
struct Range {
  Position start = {};
  Position end = {};
  friend bool operator==(const Range&, const Range&) = default;
};

/// A range of a document.
struct Location {
  std::string uri = {};
  Range range = {};
};

/// Where a name leads to, with the name itself.
struct LocationLink {
  Range origin = {};
  std::string uri = {};
  Range range = {};
  Range selection = {};
};

/// Text in place of a range.
struct TextEdit {
  Range range = {};
  std::string new_text = {};
};

/// Something that the client, or through it the server, is told to do.
struct Command {
  std::string title = {};
  std::string command = {};
  Json arguments = Json::array();
};

void to_json(Json& out, const Position& position);
void to_json(Json& out, const Range& range);
void to_json(Json& out, const Location& location);
void to_json(Json& out, const LocationLink& link);
void to_json(Json& out, const TextEdit& edit);
void to_json(Json& out, const Command& command);

// These throw RpcError (invalid params).
Position read_position(const Json& value);
Range read_range(const Json& value);
/// The address in `textDocument` of the params of most requests.
std::string read_document_uri(const Json& params);

}  // namespace ecac::lsp
