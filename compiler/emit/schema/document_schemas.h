#pragma once

#include <span>
#include <string_view>

namespace ecac {

/// A JSON Schema of documents that ecac writes or reads. Comes from schemas/output or
/// schemas/config.
struct DocumentSchema {
  std::string_view name;
  std::string_view text;
};

/// All of them, sorted by name.
std::span<const DocumentSchema> all_document_schemas();

}  // namespace ecac
