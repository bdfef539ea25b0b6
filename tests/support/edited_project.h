#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/analysis/project_analysis.h"
#include "compiler/analysis/project_loader.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/workspace/discovery/discovery.h"
#include "tests/support/project_builder.h"

namespace ecac::test {

/// Everything found, one line each with all parts, sorted.
std::vector<std::string> findings_of(const ProjectAnalysis& analysis);

/// What one list of findings has and the other has not, for a person; "" if they are the same.
std::string difference(const std::vector<std::string>& seen,
                       const std::vector<std::string>& expected);

/// A project in memory whose files are edited, and what is found in it: by an analysis that follows
/// the edits, or by one that is made anew.
class EditedProject {
 public:
  /// `denied` paths cannot be read. `earlier` is an earlier state to compare with, if not empty.
  explicit EditedProject(ProjectTexts texts, std::vector<std::string> denied = {},
                         ProjectTexts earlier = {});
  ~EditedProject();
  EditedProject(const EditedProject&) = delete;
  EditedProject& operator=(const EditedProject&) = delete;

  /// Whether the files are one project, as most are; others cannot be edited here.
  bool is_one_project() const { return analysis_ != nullptr; }
  const ProjectAnalysis& analysis() const { return *analysis_; }

  void write(const std::string& path, const std::string& text);
  void remove(const std::string& path);
  void rename(const std::string& from, const std::string& to);

  /// Takes in the edits since the last time; returns how many units were answered.
  std::size_t update();
  /// `findings_of` the analysis that follows the edits.
  std::vector<std::string> findings() const;
  /// The same of a fresh analysis of the files as they are; empty if they are no longer one
  /// project.
  std::vector<std::string> fresh_findings() const;

 private:
  struct State;

  MemoryFileTree tree_;
  std::shared_ptr<SourceStore> sources_;
  std::unique_ptr<State> earlier_;
  std::unique_ptr<ProjectAnalysis> analysis_;
  std::vector<std::string> changed_;
};

}  // namespace ecac::test
