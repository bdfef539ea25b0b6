#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/known/finding_baseline.h"
#include "compiler/report/project_rules.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// Which components a run has judged as a whole, and which files it has left out although they are
/// there: what is excluded, ignored, broken or switched off for its path was not found because
/// nobody looked.
class JudgedComponents {
 public:
  /// Borrows the files, and the rules of each project.
  explicit JudgedComponents(const SourceStore& files) : files_(files) {}

  void add(const AnalysedProject& analysed, const ProjectRules& rules);
  /// After the last project, all entries that are to be asked for.
  void expect(const std::vector<BaselineEntry>& entries);
  /// Whether what an entry tells of is there and was not judged, or may depend on what was not.
  bool is_hidden(const BaselineEntry& entry);

 private:
  struct OfProject {
    std::string root = {};
    const ProjectRules* rules = nullptr;
    std::map<std::string, std::string, std::less<>> judged = {};  ///< component to its path
    std::set<std::string, std::less<>> passed_over = {};          ///< components
    /// Names of all files below the root; none until one is asked for.
    std::optional<std::set<std::string, std::less<>>> names = {};
    bool has_hidden = false;  ///< files that are expected
  };

  bool is_there_unjudged(OfProject& project, const BaselineEntry& entry);

  bool is_off(const OfProject& project, std::string_view path, const BaselineEntry& entry) const;
  bool is_file_there(OfProject& project, std::string_view component);
  void find_names(OfProject& project) const;

  const SourceStore& files_;
  std::shared_ptr<const SchemaSet> schema_ = {};
  std::map<std::string, OfProject, std::less<>> projects_ = {};  ///< as findings name them
};

}  // namespace ecac
