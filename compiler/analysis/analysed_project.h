#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiler/analysis/project_analysis.h"
#include "compiler/workspace/replaced_file_tree.h"
#include "compiler/workspace/workspace.h"

namespace ecac {

/// The components of an earlier state of a project, with the files that define them.
struct EarlierComponents {
  struct Component {
    TypeId type = TypeId::none;
    std::string name = {};
    std::string path = {};
  };
  std::string root = {};  ///< the project's folder then
  std::vector<Component> components = {};
};

EarlierComponents components_of(const Project& earlier);
/// What the names of the request's deleted files tell of a project.
EarlierComponents deleted_components(const Workspace& workspace,
                                     const DiscoveredProject& discovered);

/// What a project is held against.
struct ProjectComparison {
  const Project* earlier = nullptr;  ///< an earlier state; outlives the analysis
  /// What the state before the change under review had.
  const EarlierComponents* before = nullptr;
};

/// One project of a workspace with all that is to be said of it, before anybody chooses what to
/// show: facts, index and findings. Borrows the
/// discovered project.
class AnalysedProject {
 public:
  const DiscoveredProject& discovered() const { return *discovered_; }
  /// The tree that values were put into the files by; null if none were.
  const ReplacedFileTree* replaced() const { return replaced_.get(); }
  const ProjectAnalysis& analysis() const { return *analysis_; }
  ProjectAnalysis& analysis() { return *analysis_; }
  const Project& project() const { return analysis_->project(); }
  /// Lists in ecac.json that cannot be used, in the order of reading.
  std::span<const ConfigError> config_errors() const { return config_errors_; }

 private:
  friend AnalysedProject analyse_project(const Workspace& workspace,
                                         const DiscoveredProject& discovered,
                                         const ProjectComparison& comparison, bool track_edits);
  friend std::size_t refresh_project(const Workspace& workspace,
                                     const DiscoveredProject& discovered,
                                     std::span<const std::string> changed,
                                     AnalysedProject& project);
  friend void reread_files(std::span<const FileId> files, AnalysedProject& project);
  const DiscoveredProject* discovered_ = nullptr;
  std::unique_ptr<const ReplacedFileTree> replaced_ = {};
  std::unique_ptr<ProjectAnalysis> analysis_ = {};
  std::vector<ConfigError> config_errors_ = {};
};

/// Reads and judges one of the workspace's projects. With `track_edits`, `refresh_project` brings
/// it to later states. What a rule throws is a finding (PRJ005), so nothing is thrown.
AnalysedProject analyse_project(const Workspace& workspace, const DiscoveredProject& discovered,
                                const ProjectComparison& comparison = {}, bool track_edits = false);

/// Brings a project that tracks edits to what a later opening of its workspace, over the same
/// texts, has found; of the files that stayed only those are read again whose absolute paths are
/// among `changed`. Values of a target are not put in. Returns how many units were answered.
std::size_t refresh_project(const Workspace& workspace, const DiscoveredProject& discovered,
                            std::span<const std::string> changed, AnalysedProject& project);

/// The facts of a file of the project as its text is now.
FileFacts read_facts_of(FileId file, const AnalysedProject& project);

/// Reads files of a project that tracks edits again, of which nothing but the text is another one.
/// What that makes stale is answered by the next `update` of its analysis.
void reread_files(std::span<const FileId> files, AnalysedProject& project);

/// Only reads it, as an earlier state to compare with: facts and index, no findings.
std::unique_ptr<Project> read_project(const Workspace& workspace,
                                      const DiscoveredProject& discovered);

}  // namespace ecac
