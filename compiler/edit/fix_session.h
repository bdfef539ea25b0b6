#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/case_id.h"
#include "compiler/edit/change_set.h"
#include "compiler/edit/file_changes.h"
#include "compiler/source/line_index.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// One way to mend a finding, in bytes. Edits lie in texts that `FixableFindings` names.
struct OfferedFix {
  std::string description = {};
  Applicability applicability = Applicability::unsafe;
  std::vector<FileOperation> operations = {};
};

/// A finding as those who fix see it.
struct FixableFinding {
  CaseId rule_case = {};
  std::string path = {};                    ///< of its place, as people are shown it
  std::optional<LineColumn> position = {};  ///< none where the place is no text
  std::string project = {};                 ///< the folder that no operation may leave; absolute
  std::vector<OfferedFix> fixes = {};
};

/// What a check found in one state of the files.
struct FixableFindings {
  std::vector<FixableFinding> findings = {};  ///< earlier ones go before later ones
  ChangeSet::PathOf path_of = {};             ///< absolute path of the file that an edit lies in
  /// Whether these bytes are those that the file had when it was checked; none is always.
  std::function<bool(FileId file, std::string_view bytes)> is_as_checked = {};
  std::vector<std::string> failures = {};  ///< why nothing could be checked
};

/// The fix of a finding that is made unasked: a safe one if there is one; null if it has none.
const OfferedFix* chosen_fix(const FixableFinding& finding);

/// A finding, and the fix that is made of it.
struct ChosenFix {
  const FixableFinding* finding = nullptr;
  const OfferedFix* fix = nullptr;
};

/// Adds to `set` the fixes of one state that go together, the safe ones first, and with `unsafe`
/// those that a person should look at: of each finding one, of those that overlap the first. Two
/// rules do not both change a file by unsafe fixes. `may_make` is asked before one is added.
/// Borrows the findings.
std::vector<ChosenFix> choose_fixes(const FixableFindings& found, bool unsafe,
                                    const std::function<bool(const ChosenFix&)>& may_make,
                                    ChangeSet& set);

/// Where files went: from the path that they have in the tree to the new one, which is empty for
/// those that went away.
using MovedFiles = std::map<std::string, std::string, std::less<>>;

/// A fix as people are told of it.
struct ShownFix {
  CaseId rule_case = {};
  std::string path = {};
  std::optional<LineColumn> position = {};
  std::string description = {};
  Applicability applicability = Applicability::unsafe;
};

/// A fix that was offered and is not made, and why.
struct LeftOutFix {
  enum class Reason : std::uint8_t {
    outside_project,  ///< `path` is, or a link there leads out of it
    occupied,         ///< something stands at `path` already
    no_file,          ///< at `path` stands no file
    no_text,          ///< what `path` holds is no UTF-8 text
    changed,          ///< `path` is not what was checked: somebody else changed it meanwhile
    not_named,        ///< `path` is not among what may be changed
    undone            ///< another fix leads back to where this one began
  };
  ShownFix fix = {};
  Reason reason = Reason::outside_project;
  std::string path = {};  ///< absolute; empty: undone
};

/// What a session did, and what it left.
struct FixOutcome {
  std::vector<FileChange> changes = {};  ///< sorted by path
  std::vector<ShownFix> made = {};       ///< in the order in which they were made
  std::vector<LeftOutFix> left_out = {};
  MovedFiles moved = {};
  std::vector<std::string> failures = {};  ///< of the last check, which was then not used
  /// Secrets that are known by their value, to be covered wherever the changes are shown.
  std::vector<std::string> secrets = {};
  bool unfinished = false;  ///< limits::kFixRounds were made; there may be more
};

/// What a session may do.
struct FixSessionOptions {
  bool unsafe = false;  ///< also fixes that a person should look at
  /// Files and folders that may be changed, absolute; empty: all of the project.
  std::vector<std::string> named = {};
};

/// Looks at one state of the files, some of which have gone or have new paths.
using FixCheck = std::function<FixableFindings(const FileTree& files, const MovedFiles& moved)>;

/// Works out in memory what the files are once every fix is made: it checks again until no fix is
/// left, because one fix can lay open the next. Of a finding one fix is made, a safe one if there
/// is one; where fixes overlap, the later one waits for the next check, and so does an unsafe one
/// in a file that an unsafe fix of another rule changes. Fixes that undo each other
/// are left out. A fix stays inside its project, away from what is no UTF-8 text, and is made as a
/// whole or not at all. Writes nothing.
FixOutcome run_fix_session(const FileTree& files, const FixSessionOptions& options,
                           const FixCheck& check);

}  // namespace ecac
