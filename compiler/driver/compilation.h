#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/report/report.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/host.h"
#include "compiler/workspace/env_file.h"

namespace ecac {

struct DiscoveredProject;
class EarlierRun;
class Project;
class ReplacedFileTree;

/// An earlier state of what is checked: a folder, or the same paths in another tree.
struct EarlierState {
  const FileTree* files = nullptr;      ///< must live as long as the run
  std::vector<std::string> paths = {};  ///< as given; none is the project around the same folder
  /// Where `base` is now, `earlier_base` was then; both absolute.
  std::string base = {};
  std::string earlier_base = {};
  /// Keeps the tree of a revision; null for a folder of somebody else's tree.
  std::shared_ptr<const EarlierRun> run = {};
};

/// What to check and how; command line and configuration put together by `run_check`.
struct CheckRequest {
  std::string current_directory = {};   ///< absolute
  std::vector<std::string> paths = {};  ///< as given; none is the project around us
  Mode mode = Mode::lint;
  std::string preset = {};               ///< "" is `default`
  std::vector<std::string> select = {};  ///< rule selectors; none is all
  std::vector<std::string> ignore = {};
  std::vector<std::string> exclude = {};  ///< gitignore patterns, from the current folder
  std::vector<std::string> known = {};    ///< `Type:Name`, or files that list components
  std::optional<ApiVersion> api_version = {};
  std::string manifest = {};  ///< a package.xml; "" is none
  std::string config = {};    ///< instead of the nearest ecac.json
  bool isolated = false;      ///< no ecac.json
  std::string today = {};     ///< judged as if it were this day, `2026-01-31`; "" is the host's
  std::optional<EarlierState> earlier = {};
  bool list_files = false;                       ///< fill CheckResult::files
  std::shared_ptr<const SchemaSet> schema = {};  ///< null: the built-in one
  /// Called now and then with the number of files read and of all; by any worker.
  std::function<void(std::size_t done, std::size_t total)> progress = {};
  /// Values for the `replacements` of project files and for `${NAME}`, put in before anything is
  /// read, as ReplacedFileTree does; none: nothing is replaced. Findings still show the places and
  /// lines of the files as they are. What could not be put in is reported as PRJ004, but for unset
  /// variables, which rules see in RunFacts.
  std::optional<Environment> environment = {};
  /// Called with each project once its rules have run, and with the tree that its values were put
  /// in by, null if none were; what it is given is gone afterwards.
  std::function<void(const DiscoveredProject&, const Project&, const ReplacedFileTree*)> inspect =
      {};
};

/// A file as `--show-files` lists it.
struct ShownFile {
  std::string path = {};
  std::string type = {};
  std::string standing = {};  ///< `checked`, or why it is not
};

/// A setting as `--show-settings` lists it: which project, what, and where it comes from.
struct ShownSetting {
  std::string project = {};
  std::string name = {};
  std::string value = {};
  std::string origin = {};
};

/// The answer of `run_check`: findings, and what stood in the way.
struct CheckResult {
  Report report = {};
  /// Reads lines again for snippets, masked; never null.
  std::unique_ptr<SnippetSource> snippets = {};
  /// Paths, options and configuration that cannot be used, one sentence each: exit code 2.
  std::vector<std::string> failures = {};
  /// A rule or a file failed inside; its finding is PRJ005, the exit code 2.
  bool internal_error = false;
  std::vector<ShownFile> files = {};
  std::vector<ShownSetting> settings = {};
};

/// The whole of `ecac check`, from paths to sorted findings. Never throws for what it is given; the
/// same input gives the same result on any executor.
CheckResult run_check(const Host& host, const CheckRequest& request);

}  // namespace ecac
