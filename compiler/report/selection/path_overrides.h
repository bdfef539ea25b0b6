#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/report/selection/rule_selection.h"
#include "compiler/workspace/discovery/ignore_file.h"

namespace ecac {

/// `overrides` of ecac.json: severities that hold for the files of some paths only. A later one
/// wins.
class PathOverrides {
 public:
  /// Patterns as in .gitignore, for paths that are seen from the folder.
  void add(std::string folder, const std::vector<std::string>& patterns);
  /// Of the override added last.
  void set(std::string_view selector, Severity severity);

  /// How grave a case is in the file at an absolute path, where it is as the selection says in
  /// others. An enforced case only becomes graver, and what the command line ignores stays off.
  Severity severity(std::string_view path, CaseId rule_case, const RuleSelection& selection) const;

 private:
  struct Override {
    std::string folder = {};
    IgnoreFile paths = IgnoreFile();
    std::vector<std::optional<Severity>> severities = {};  ///< by position_of
  };

  std::vector<Override> overrides_;
  // The overrides of the file asked for last: findings of a file follow each other.
  mutable std::string last_path_;
  mutable std::vector<std::size_t> last_;
};

}  // namespace ecac
