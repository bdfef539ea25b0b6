#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/driver/judged_components.h"
#include "compiler/report/known/finding_baseline.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/report.h"

namespace ecac {

/// The baselines of a run: the one of the command line, else those that the projects' ecac.json
/// name.
class Baselines {
 public:
  /// Borrows all.
  Baselines(const FileTree& files, const CheckRequest& request, const ShownPaths& shown)
      : files_(files), request_(request), shown_(shown) {}

  /// Reads that of a project, unless it is known. What a project names must lie in its repository.
  void read(const DiscoveredProject& discovered);
  /// What cannot be used.
  std::span<const ReportFailure> failures() const { return failures_; }
  /// Takes what they have out of the findings that count.
  /// `root`: the folder that paths of reports begin at.
  std::vector<UsedBaseline> apply(Report& report, const std::string& root,
                                  JudgedComponents& judged);
  bool empty() const { return by_path_.empty(); }

 private:
  void read_file(const std::string& path);
  void fail(const std::string& path, const std::string& why);

  const FileTree& files_;
  const CheckRequest& request_;
  const ShownPaths& shown_;
  std::map<std::string, FindingBaseline> by_path_ = {};
  std::vector<ReportFailure> failures_ = {};
};

}  // namespace ecac
