#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/driver/shown_settings.h"
#include "compiler/report/known/finding_baseline.h"
#include "compiler/report/report.h"
#include "compiler/support/host.h"
#include "compiler/workspace/workspace.h"

namespace ecac {

class EarlierRun;
struct JudgedBase;

/// An earlier state of what is checked: a folder, or the same paths in another tree.
struct EarlierState {
  const FileTree* files = nullptr;      ///< must live as long as the run
  std::string name = {};                ///< as it was asked for: a revision or a folder
  std::vector<std::string> paths = {};  ///< as given; none is the project around the same folder
  /// Where `base` is now, `earlier_base` was then; both absolute.
  std::string base = {};
  std::string earlier_base = {};
  /// Keeps the tree of a revision; null for a folder of somebody else's tree.
  std::shared_ptr<const EarlierRun> run = {};
  std::string commit = {};  ///< that it is, in hex digits; "" where nobody knows
};

/// What to check and how: where to look, and what to make of what is found.
struct CheckRequest : WorkspaceRequest {
  std::optional<Mode> mode = {};         ///< none: as each project's configuration says it
  std::string preset = {};               ///< "": as each project's configuration says it
  std::vector<std::string> select = {};  ///< rule selectors; none is all
  std::vector<std::string> ignore = {};
  std::optional<EarlierState> earlier = {};
  /// The state before a change under review, at the same paths: what was found there is known.
  std::optional<EarlierState> since = {};
  bool staged = false;  ///< the files are those of git's index
  /// Keeps what was found in `since` between the runs of one command; null: each run looks anew.
  std::shared_ptr<std::optional<JudgedBase>> judged_base = {};
  std::string baseline = {};             ///< instead of those that ecac.json names; "" is those
  bool baseline_may_be_missing = false;  ///< it is to be written
  std::string root = {};       ///< that paths in reports begin at; "" is as ReportRoot finds it
  bool list_files = false;     ///< fill CheckResult::files
  bool list_settings = false;  ///< CheckResult::settings is shown, so that it repeats no secret
  /// Called with each project once its rules have run; what it is given is gone afterwards.
  std::function<void(const AnalysedProject&)> inspect = {};
};

/// The answer of `run_check`: findings, or what stood in the way.
struct CheckResult {
  Report report = {};
  /// Reads lines again for snippets, masked; never null.
  std::unique_ptr<SnippetSource> snippets = {};
  std::vector<ShownFile> files = {};
  SettingsReport settings = {};
  /// Of the files that were judged, as far as they are known by their value; never shown.
  std::vector<std::string> secrets = {};
  std::vector<UsedBaseline> baselines = {};  ///< one a file, in the order of their paths
  /// Submodules that nothing was compared with, and those of the index that were not judged, since
  /// their commits are not here; as messages show them.
  std::vector<std::string> not_compared = {};
  std::vector<std::string> not_judged = {};
};

/// The whole of `ecac check`, from paths to sorted findings: opens a workspace, analyses its
/// projects one after the other, and assembles a report of them. Each of the three can be had
/// alone (workspace.h, analysed_project.h, report_assembler.h). Where a path, an option or a
/// configuration cannot be used, the report has failures and no findings. Never throws for what it
/// is given; the same input gives the same result on any executor.
CheckResult run_check(const Host& host, const CheckRequest& request);

/// The mode of such a run, which says to what kind of report it belongs also where it judges
/// nothing.
Mode mode_of_run(const Host& host, const CheckRequest& request);

}  // namespace ecac
