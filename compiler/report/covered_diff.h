#pragma once

#include <string>
#include <vector>

#include "compiler/edit/file_changes.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// All changes as one diff that `git apply` reads; a path below the current directory is shown from
/// there. Secrets are covered, in lines that go as in lines that come or stay, and so are
/// `secrets`, those of other files; of a file that is no text only its name is told.
std::string covered_diff(const std::vector<FileChange>& changes,
                         const std::string& current_directory, const SchemaSet& schema,
                         const std::vector<std::string>& secrets = {});

}  // namespace ecac
