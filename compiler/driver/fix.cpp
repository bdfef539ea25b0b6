#include "compiler/driver/fix.h"

#include <memory>
#include <set>
#include <utility>

#include "compiler/report/shown_fixes.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

FixableFindings fixable(CheckResult result) {
  FixableFindings found;
  for (const ReportFailure& failure : result.report.failures) {
    // What was found beside a mistake of ours can be mended all the same.
    if (failure.kind != FailureKind::internal) found.failures.push_back(failure.sentence());
  }
  for (const ReportFinding& finding : result.report.findings) {
    if (!finding.fixes.empty() && finding.counts())
      found.findings.push_back(fixable_finding(finding));
  }
  const std::shared_ptr<const SnippetSource> judged = std::move(result.snippets);
  found.path_of = [judged](FileId file) { return judged->path_of(file); };
  found.is_as_checked = [judged](FileId file, std::string_view bytes) {
    return judged->is_as_judged(file, bytes);
  };
  return found;
}

}  // namespace

FixOutcome run_fix(const Host& host, const FixRequest& request) {
  std::set<std::string> secrets;
  const auto check = [&](const FileTree& files, const MovedFiles& moved) {
    CheckRequest now = request.check;
    now.paths = paths_after(request.check.paths, request.check.current_directory, moved);
    // Without a path everything would be checked.
    if (now.paths.empty() && !request.check.paths.empty()) return FixableFindings();
    CheckResult result = run_check(host.with(files), now);
    secrets.insert(result.secrets.begin(), result.secrets.end());
    return fixable(std::move(result));
  };
  FixSessionOptions options{.unsafe = request.unsafe};
  const CheckRequest& asked = request.check;
  for (const std::string& path : asked.paths) {
    options.named.push_back(absolute_path(asked.current_directory, path));
  }
  // What else the command line names, people mean to be changed too.
  for (const std::string& path : {asked.manifest, asked.config}) {
    if (asked.paths.empty() || path.empty()) continue;
    options.named.push_back(absolute_path(asked.current_directory, path));
  }
  FixOutcome outcome = run_fix_session(host.files, options, check);
  outcome.secrets.assign(secrets.begin(), secrets.end());
  return outcome;
}

std::vector<std::string> paths_after(const std::vector<std::string>& paths,
                                     const std::string& current_directory,
                                     const MovedFiles& moved) {
  std::vector<std::string> result;
  for (const std::string& path : paths) {
    const auto found = moved.find(absolute_path(current_directory, path));
    if (found == moved.end()) {
      result.push_back(path);
    } else if (!found->second.empty()) {
      const bool below = is_within(found->second, current_directory);
      result.push_back(below ? std::string(relative_path(found->second, current_directory))
                             : found->second);
    }
  }
  return result;
}

}  // namespace ecac
