#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/file_snippets.h"
#include "compiler/report/open_files.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"
#include "compiler/secrets/redaction.h"

namespace ecac {

/// The findings of all projects, by absolute path.
using FindingsByPath = std::unordered_map<std::string, std::vector<ReportFinding>>;

/// One project while it is edited, with what is shown of it.
class LiveProject {
 public:
  /// Borrows the paths, the findings and the workspace until it is refreshed.
  LiveProject(const Workspace& workspace, const DiscoveredProject& discovered, ProjectRules rules,
              const ShownPaths& paths, const FindingsByPath& findings);

  AnalysedProject& analysed() { return analysed_; }
  const AnalysedProject& analysed() const { return analysed_; }
  const ProjectRules& rules() const { return rules_; }
  const FindingsByPath& findings() const { return findings_; }
  SourceStore& sources() const { return analysed_.project().sources(); }

  /// Brings it to a later opening of its workspace (refresh_project).
  void refresh(const Workspace& workspace, const DiscoveredProject& discovered, ProjectRules rules,
               std::span<const std::string> changed);
  /// Whether it is the same deploy of the same folder.
  bool is_of(const DiscoveredProject& discovered) const;

  /// Without the secrets of the project, as it stands.
  std::string redact(FileId file, std::string_view text) const;
  /// What it knows of secrets is of texts that are no more.
  void forget_secrets() { shown_.reset(); }

 private:
  /// Made when somebody asks after an edit.
  struct Shown {
    Redactor redactor;
    ReportFiles reported = {};
    OpenFiles open;
    Shown(const LiveProject& project, const ShownPaths& paths);
  };

  AnalysedProject analysed_;
  ProjectRules rules_;
  const ShownPaths& paths_;
  const FindingsByPath& findings_;
  mutable std::unique_ptr<Shown> shown_ = {};
};

}  // namespace ecac
