#pragma once

#include <string_view>

#include "compiler/schema/type_schema.h"

namespace ecac {

/// The namespace of all metadata files.
inline constexpr std::string_view kMetadataNamespace = "http://soap.sforce.com/2006/04/metadata";

/// The root element of the type's files: its own name, but a part of a component that is split over
/// several files keeps the root element of the whole. Settings are told apart by their file name.
inline std::string_view root_element(const TypeSchema& type) {
  const bool part = !type.metadata_name.empty() && type.file_name.empty();
  return part ? type.metadata_name : type.name;
}

}  // namespace ecac
