#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/schema/schema_set.h"
#include "compiler/support/file_tree.h"
#include "compiler/support/result.h"

namespace ecac {

/// The schemas of a folder (`--schema-dir`), or the built-in ones without a folder.
Result<std::shared_ptr<const SchemaSet>> load_schemas(const FileTree& files,
                                                      const std::optional<std::string>& folder);

}  // namespace ecac
