#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/live/unsettled_text.h"
#include "compiler/report/file_snippets.h"
#include "compiler/report/open_files.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"
#include "compiler/report/secrets/project_secrets.h"
#include "compiler/secrets/redaction.h"

namespace ecac {

/// The findings of all projects, by absolute path.
using FindingsByPath = std::unordered_map<std::string, std::vector<ReportFinding>>;

/// One project while it is edited, with what is shown of it.
class LiveProject {
 public:
  /// What it shares with the others; borrowed.
  struct Shared {
    const ShownPaths& paths;
    const FindingsByPath& findings;
    const UnsettledTexts& unsettled;
  };
  /// Borrows the workspace until it is refreshed.
  LiveProject(const Workspace& workspace, const DiscoveredProject& discovered, ProjectRules rules,
              const Shared& shared);

  AnalysedProject& analysed() { return analysed_; }
  const AnalysedProject& analysed() const { return analysed_; }
  const ProjectRules& rules() const { return rules_; }
  const FindingsByPath& findings() const { return shared_.findings; }
  /// Of the text as it is now.
  const FileFacts& facts(FileId file) const;
  SourceStore& sources() const { return analysed_.project().sources(); }

  /// Brings it to a later opening of its workspace (refresh_project).
  void refresh(const Workspace& workspace, const DiscoveredProject& discovered, ProjectRules rules,
               std::span<const std::string> changed);

  /// Without the secrets of the project, as it stands.
  std::string redact(FileId file, std::string_view text) const;
  ProjectSecrets& secrets() const;

  /// What edits have made stale is answered. Adds the texts of which something else is to be said;
  /// whether secrets are others now, so that anything may be said otherwise.
  bool update(std::vector<FileId>& texts);

  /// What is found in a document whose text is another one than that which the others see, as
  /// `whole` was; what others find stands where it stood.
  std::vector<Diagnostic> findings_in_unsettled(FileId file, std::string_view whole) const;

 private:
  /// Made when somebody asks after an edit.
  struct Shown {
    ReportFiles reported = {};
    OpenFiles open;
    Shown(const LiveProject& project, const ShownPaths& paths);
  };

  AnalysedProject analysed_;
  ProjectRules rules_;
  Shared shared_;
  Redactor redactor_;
  mutable std::optional<ProjectSecrets> secrets_ = {};
  mutable std::unique_ptr<Shown> shown_ = {};
};

}  // namespace ecac
