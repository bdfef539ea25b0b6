#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "compiler/live/live_project.h"
#include "compiler/live/live_report.h"
#include "compiler/live/live_workspace.h"
#include "compiler/workspace/workspace.h"

namespace ecac {

/// A text that an editor has open.
struct LiveDocument {
  std::string text = {};
  std::int64_t version = 0;
};
using LiveDocuments = std::map<std::string, LiveDocument>;  ///< by absolute path

/// All projects of some folders with their findings, at one moment. Edits bring it to a later one.
class LiveWorkspace::Loaded {
 public:
  /// Reads all. Borrows what the host borrows.
  Loaded(const Host& host, const LiveRequest& request, const LiveDocuments& documents,
         const Progress& progress);

  /// The version of each document that it was read with.
  const std::map<std::string, std::int64_t>& versions() const { return versions_; }

  void pin(const std::string& path, const LiveDocument& document);
  void release(const std::string& path);
  /// What a document says counts for other files, too, whole or not.
  void settle(const std::string& path);
  /// A file or a folder on the disk is another one.
  void note_changed(const std::string& path);
  /// Answers what that has made stale. The paths whose findings are others now.
  std::vector<std::string> update();

  const FindingsByPath& findings() const { return report_.findings(); }
  std::span<const ReportFailure> failures() const { return failures_; }
  const LiveProject* project_of(const std::string& path) const;
  const std::vector<std::unique_ptr<LiveProject>>& projects() const { return projects_; }
  SourceStore& sources() const { return *sources_; }

 private:
  /// Whether a change of a file changes no more than what its own text says.
  bool is_content(const std::string& path) const;
  /// Files below a path that is another one are others, too.
  using ChangedPaths = std::set<std::string, std::less<>>;
  void add_below(const ChangedPaths& changed);
  /// Finds the projects anew, with what has changed since they were found last. False if a
  /// configuration cannot be used, and all stays as it was.
  bool find_projects(const Progress& progress);
  /// Whether a document is broken where it is being written, so that others do not see it yet.
  bool is_unsettled(const std::string& path) const;
  /// Keeps what others see of a document and tells what is found in it; whether that is another.
  bool show_unsettled(FileId file);
  /// Reads texts again. Adds those of which something else is to be said now; whether all is to be
  /// said anew.
  bool replace_contents(std::span<const std::string> paths, std::vector<FileId>& texts);

  Host host_;
  LiveRequest request_;
  std::shared_ptr<SourceStore> sources_;
  LiveReport report_;
  std::unique_ptr<const Workspace> workspace_ = {};
  std::vector<std::unique_ptr<LiveProject>> projects_ = {};
  std::map<std::string, std::int64_t> versions_ = {};
  UnsettledTexts unsettled_ = {};
  /// Of documents that are stale: their texts at the last update; null if there was none.
  std::map<std::string, std::shared_ptr<const SourceText>> before_ = {};
  std::set<std::string> saved_ = {};  ///< documents that say what counts
  std::set<std::string> stale_ = {};  ///< paths that have changed since the last update
  /// Those that have since the projects were found without a failure.
  std::set<std::string> unfound_ = {};
  bool was_found_ = false;  ///< at least once without a failure, so that there is what to show
  std::vector<ReportFailure> failures_ = {};
};

}  // namespace ecac
