#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/query/place/named_component.h"
#include "compiler/syntax/json_document.h"

namespace ecac {

/// A key or a value of an ecac.json, or of a file that it extends.
struct ConfigHere {
  /// The keys from the outside in; `[]` for the items of a list. Of a key it is the last one.
  std::vector<std::string> path = {};
  bool is_key = false;
  TextRange range = {};  ///< without the quotes of a text
  JsonKind kind = JsonKind::null;
  std::string text = {};  ///< of a key, a text or a number
};

/// None where nothing stands, the text is no JSON, or the file is none of these.
std::optional<ConfigHere> config_at(const Snapshot& snapshot, FileId file, std::uint32_t offset);

/// The JSON Schema of what stands at a path, with the references in it followed: those that speak
/// of it, the nearest first. They live as long as the program.
std::vector<const JsonValue*> config_schemas(const std::vector<std::string>& path);

/// The component that is meant there: an app or a credential that facts are about, or what is
/// written as `Type:Name`.
std::optional<NamedComponent> component_in_config(const Snapshot& snapshot, FileId file,
                                                  std::uint32_t offset);

}  // namespace ecac
