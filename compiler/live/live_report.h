#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/live/live_project.h"
#include "compiler/report/report_part.h"
#include "compiler/workspace/workspace.h"

namespace ecac {

/// What a check of some projects shows, kept while they are edited: an edit makes anew only what is
/// said of the texts that it concerns.
class LiveReport {
 public:
  using Projects = std::vector<std::unique_ptr<LiveProject>>;

  LiveReport(std::shared_ptr<SourceStore> sources, ShownPaths paths)
      : sources_(std::move(sources)), paths_(std::move(paths)) {}

  const ShownPaths& paths() const { return paths_; }
  const FindingsByPath& findings() const { return findings_; }

  /// Makes all anew. The paths whose findings are others than before, sorted.
  std::vector<std::string> renew(const Workspace& workspace, const Projects& projects);
  /// Until `let_go`, only `renew_held` tells anything else of a text.
  void hold(FileId text) { held_.insert(text); }
  void let_go(FileId text) { held_.erase(text); }
  /// Of a text that is held: what was found in it. Whether that is anything else than before.
  bool renew_held(const Workspace& workspace, const Projects& projects, FileId text,
                  std::vector<Diagnostic> findings);

  /// The same of these texts and those that are counted together with them.
  std::vector<std::string> renew(const Workspace& workspace, const Projects& projects,
                                 std::span<const FileId> texts);

 private:
  /// A waiver with a way to use it, whichever finding does.
  using Used = std::tuple<std::size_t, WaiverUse, std::pair<FileId, std::uint32_t>>;
  static Used used_by(const EntryUse& use) { return {use.project, use.use, use.entry}; }

  ReportPart part_of(const Projects& projects, std::span<const FileId> texts) const;
  void add_what_goes_along(const LiveProject& project, ReportPart& part) const;
  std::vector<std::string> take(const Workspace& workspace, const Projects& projects,
                                const ReportPart* part);
  FindingsByPath found_in(const Workspace& workspace, const Projects& projects,
                          const ReportPart* part, std::vector<EntryUse>& uses) const;
  std::string path_of(FileId text) const;
  void note_uses(std::span<const EntryUse> uses);
  void forget_uses(FileId text);

  std::shared_ptr<SourceStore> sources_;
  ShownPaths paths_;
  FindingsByPath findings_ = {};
  std::unordered_map<FileId, std::vector<EntryUse>> uses_ = {};
  std::unordered_set<FileId> held_ = {};
  std::map<Used, std::size_t> used_ = {};  ///< by how many findings
};

}  // namespace ecac
