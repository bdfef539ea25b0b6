#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/place.h"

namespace ecac {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// The name of a member and where it stands, without the quotes.
struct JsonKey {
  std::string text = {};
  TextRange range = {};
  FileId file = FileId::none;
};

/// A JSON value and where it stands. A repeated key is there as often as it was written. The file
/// is that of set_file, where texts are joined.
struct JsonValue {
  JsonKind kind = JsonKind::null;
  TextRange range = {};  ///< with the quotes of a string, the braces of an object
  FileId file = FileId::none;
  bool boolean = false;
  std::string text = {};              ///< of a string, decoded; of a number, as written
  std::vector<JsonKey> keys = {};     ///< of an object
  std::vector<JsonValue> items = {};  ///< of an array, or the values to the keys

  /// The last member of that name, as JSON readers take it; null if there is none.
  const JsonValue* find(std::string_view key) const;
  /// Inside the quotes of a string, else the whole range.
  TextRange inner_range() const;
};

std::string_view to_string(JsonKind kind);  ///< with its article: "an object"

/// Why a text is no JSON, and where.
struct JsonBreak {
  TextRange range = {};
  std::string message = {};
};

enum class JsonComments : std::uint8_t { refused, allowed };

/// False, and `broken` says why, if the text is no JSON or nests deeper than a person would.
bool parse_json(std::string_view text, JsonComments comments, JsonValue& value, JsonBreak& broken);

/// Says of a value and all in it which text they stand in.
void set_file(JsonValue& value, FileId file);

}  // namespace ecac
