#pragma once

#include <optional>
#include <vector>

#include "compiler/edit/text_edit.h"
#include "compiler/live/snapshot.h"
#include "compiler/support/result.h"

namespace ecac {

/// What to replace in a file, so that it has the form that a retrieve gives it: all of it, or the
/// elements around a range. The error is a sentence that says why it stays as it is.
Result<std::vector<TextEdit>> formatting(const Snapshot& snapshot, FileId file,
                                         std::optional<TextRange> within);

}  // namespace ecac
