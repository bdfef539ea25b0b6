#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ecac::tools {

/// Where a field stands: its type, the complex field above it, if any, and the C++ name of the
/// path.
struct FieldName {
  std::size_t type;
  std::size_t parent;
  std::string name;
  std::string constant;
  static constexpr std::size_t kNoParent = 0xFFFF;
};

/// A file of schemas/.
struct SchemaText {
  std::string path;  ///< below the schemas folder, with `/`
  std::string text;
};

/// The names of all types and fields of schemas/, numbered by position, and the files themselves.
struct SchemaNames {
  std::vector<std::string> types;
  std::vector<FieldName> fields;
  std::vector<SchemaText> files;
};

/// Throws InputError for a file that is not well-formed, or whose names cannot be numbered; the
/// meaning of the rest is checked when the set is loaded.
SchemaNames read_schema_names(const std::filesystem::path& folder);

std::string field_ids_header(const SchemaNames& names);
std::string known_names_source(const SchemaNames& names);

}  // namespace ecac::tools
