#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/model/file_facts.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"
#include "compiler/source/source_store.h"

namespace ecac {

class LiveProject;

/// One project as it stands between two edits: its texts, facts and names, and what was found in
/// it. All that a question about a place may ask. Borrowed; good until the next edit.
class Snapshot {
 public:
  explicit Snapshot(const LiveProject& live) : live_(&live) {}

  const AnalysedProject& analysed() const;
  /// What other files see of each file, and the index over it.
  const Project& project() const { return analysed().project(); }
  const SchemaSet& schema() const { return project().schema(); }
  const RunFacts& run_facts() const { return analysed().analysis().run_facts(); }
  const ProjectRules& rules() const;
  /// Any text of the project, and of its configuration; null if it cannot be read.
  std::shared_ptr<const SourceText> text(FileId file) const;
  /// By absolute path; none for what is no file of the project.
  FileId find(std::string_view path) const;
  std::string path(FileId file) const;
  /// The facts of a file's text as it is now. While an open document is broken, `project()` has
  /// older ones for its neighbours.
  const FileFacts& facts(FileId file) const;
  /// The name that a use among these facts means; none if nothing in the project has it.
  SymbolId symbol_of(FileId file, std::size_t use) const;
  /// What was found in a file, in the order of its places.
  std::span<const ReportFinding> findings(FileId file) const;
  /// What is to be shown of a file of the project, or with `none` of no file, without secrets.
  /// Every text that leaves a query goes through it, unless it is that of the editor itself.
  std::string redact(FileId file, std::string_view text) const;

 private:
  const LiveProject* live_;
};

}  // namespace ecac
