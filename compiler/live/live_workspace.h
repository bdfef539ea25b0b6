#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/live/snapshot.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"
#include "compiler/support/host.h"
#include "compiler/workspace/workspace.h"

namespace ecac {

/// What to look at while it is edited. The paths are folders; a document elsewhere has the project
/// around itself looked at.
struct LiveRequest : WorkspaceRequest {
  RuleRequest rules = {};
};

/// The projects of some folders while they are edited: for each file what `ecac check` finds in the
/// texts as they are, open documents in front of the disk. One thread owns it; only a load may run
/// on another. Paths are absolute, texts UTF-8 unless said otherwise. Nothing is thrown for what it
/// is given.
class LiveWorkspace {
 public:
  /// Borrows the host's files and executor.
  LiveWorkspace(const Host& host, LiveRequest request);
  ~LiveWorkspace();
  LiveWorkspace(const LiveWorkspace&) = delete;
  LiveWorkspace& operator=(const LiveWorkspace&) = delete;

  /// A state of all projects, as one load has read it.
  class Loaded;
  /// Called by any worker with the number of files read and of all.
  using Progress = std::function<void(std::size_t done, std::size_t total)>;
  /// Reads and judges all projects, with the documents that are open when it is made.
  using Load = std::function<std::shared_ptr<Loaded>(const Progress& progress)>;
  /// To be called once, on any thread, while the owner goes on; good as long as the host.
  Load make_load() const;
  /// Takes that state, and brings it to what was edited meanwhile.
  void install(std::shared_ptr<Loaded> loaded);
  /// Loads and takes it, where there is no other thread.
  void load();
  /// Whether a state was taken. Before, a file has the findings that need no other file.
  bool is_loaded() const;

  /// A document that an editor has open stands in front of its file. `text` is all of it.
  void open(const std::string& path, std::string text, std::int64_t version);
  /// While a text that is being written is broken, other files see what it said when it was whole.
  void change(const std::string& path, std::string text, std::int64_t version);
  /// What it says now counts, whole or broken.
  void save(const std::string& path);
  void close(const std::string& path);
  bool is_open(const std::string& path) const;
  /// Files or folders that came, went or changed on the disk.
  void files_changed(std::span<const std::string> paths);

  /// Answers what the edits since the last call have made stale. The paths whose findings are
  /// others than before, open ones first.
  std::vector<std::string> update();

  /// By the order of their places; empty for a file that is clean or nobody's. Good until the next
  /// `update`.
  std::span<const ReportFinding> findings(const std::string& path) const;
  /// All paths that have any, in their order.
  std::vector<std::string> paths_with_findings() const;
  /// What keeps a file of configuration from being used, with its place, as `check` fails for it.
  std::span<const ReportFailure> failures() const;

  /// The project that a file belongs to, as it stands since the last `update`; none before it is
  /// loaded, or if the file is nobody's. Of several deploys of one project, the first.
  std::optional<Snapshot> snapshot(const std::string& path) const;
  /// All projects, in the order of their folders.
  std::vector<Snapshot> snapshots() const;
  /// The text that stands at a path, as an editor or the disk has it; null if it cannot be read.
  std::shared_ptr<const SourceText> text(const std::string& path) const;
  /// The absolute path of a place of its findings and failures.
  static std::string path_of(const ReportPlace& place) { return "/" + place.root_path; }

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ecac
