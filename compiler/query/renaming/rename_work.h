#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/live/snapshot.h"
#include "compiler/query/renaming/new_name.h"

namespace ecac {

/// What becomes of the files when components get other names. Of several deploys of one project,
/// which share files, one after the other is added. Once something stands in the way, all that
/// follows is left undone.
class RenameWork {
 public:
  /// The components that a project has under the names, each wherever it is defined, named or
  /// listed.
  void add(const Snapshot& snapshot, const std::vector<RenamedComponent>& changes);

  /// Why it cannot be done, as a sentence; "" if nothing stands in the way.
  const std::string& objection() const { return objection_; }
  /// Edits by path and place, then renames by path.
  std::vector<FileOperation> operations() const;

 private:
  void add_definitions(const Snapshot& snapshot, const RenamedComponent& change, SymbolId symbol);
  void add_file(const Snapshot& snapshot, const RenamedComponent& change, FileId file);
  void add_own_label(const Snapshot& snapshot, const RenamedComponent& change, FileId file);
  void add_uses(const Snapshot& snapshot, const RenamedComponent& change, SymbolId symbol);
  void add_use(const Snapshot& snapshot, const RenamedComponent& change, UseSite site);
  void add_formulas(const Snapshot& snapshot, const RenamedComponent& change, FileId file);
  void add_manifests(const Snapshot& snapshot, const RenamedComponent& change,
                     const std::set<std::string>& paths);
  void add_configuration(const Snapshot& snapshot, const RenamedComponent& change);
  void add_project_file(const Snapshot& snapshot);

  /// Whether the bytes of a file of the project are known and may be changed.
  bool is_editable(const Snapshot& snapshot, FileId file);
  /// Replaces part of a value in a file of the project, which says `written` there.
  void edit_value(const Snapshot& snapshot, FileId file, TextRange range, std::string_view written,
                  std::string_view text);
  void edit(const Snapshot& snapshot, FileId file, TextRange range, std::string text);
  void move(const Snapshot& snapshot, const std::string& from, const std::string& to);
  void object(std::string why);

  std::map<std::string, std::map<TextRange, std::pair<FileId, std::string>>> edits_ =
      {};  ///< by path
  std::map<std::string, std::string> moves_ = {};
  std::set<FileId> checked_ = {};  ///< files that may be edited
  std::string objection_ = {};
};

}  // namespace ecac
