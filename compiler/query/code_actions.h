#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/live/snapshot.h"

namespace ecac {

/// Something that a person may have done at a place.
struct CodeAction {
  enum class Kind : std::uint8_t {
    quick_fix,
    waive,
    create,
    fix_all,
    explain
  } kind = Kind::quick_fix;
  std::string title = {};
  std::vector<FileOperation> operations = {};  ///< of one file they do not overlap
  std::vector<std::size_t> findings = {};      ///< that it is for: indices into findings(file)
  bool preferred = false;                      ///< safe, and the only one of its finding
  std::string rule = {};                       ///< of `explain`: the page to open
};

/// What is offered for a range of a file, in the order in which it is to be shown. A waiver is
/// written without a reason: ecac.json is no configuration until a person has given one.
std::vector<CodeAction> code_actions(const Snapshot& snapshot, FileId file, TextRange range);

/// All safe fixes of one file that change no other, or of the project, as one action without
/// overlaps, chosen as `check --fix` does. What one of them lays open is left for the next time.
CodeAction fix_all(const Snapshot& snapshot, FileId file);
CodeAction fix_all(const Snapshot& snapshot);

}  // namespace ecac
