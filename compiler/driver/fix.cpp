#include "compiler/driver/fix.h"

#include <memory>
#include <set>
#include <utility>

#include "compiler/support/path_text.h"

namespace ecac {
namespace {

OfferedFix offered(const ReportFix& fix) {
  OfferedFix result{.description = fix.description, .applicability = fix.applicability};
  for (const ReportOperation& operation : fix.operations) {
    switch (operation.kind) {
      case ReportOperation::Kind::edit:
        result.operations.emplace_back(
            EditOperation{{operation.place.file, operation.place.range}, operation.text});
        break;
      case ReportOperation::Kind::create:
        result.operations.emplace_back(CreateOperation{operation.file, operation.text});
        break;
      case ReportOperation::Kind::rename:
        result.operations.emplace_back(RenameOperation{operation.file, operation.new_file});
        break;
      case ReportOperation::Kind::remove:
        result.operations.emplace_back(DeleteOperation{operation.file});
        break;
    }
  }
  return result;
}

FixableFinding fixable(const ReportFinding& finding) {
  FixableFinding result{.rule_case = finding.rule_case,
                        .path = finding.place.path,
                        .project = finding.fixes.front().project};
  if (finding.place.file != FileId::none) {
    result.position = {finding.place.start.line, finding.place.start.column};
  }
  for (const ReportFix& fix : finding.fixes) result.fixes.push_back(offered(fix));
  return result;
}

FixableFindings fixable(CheckResult result) {
  FixableFindings found;
  for (const ReportFailure& failure : result.report.failures) {
    // What was found beside a mistake of ours can be mended all the same.
    if (failure.kind != FailureKind::internal) found.failures.push_back(failure.sentence());
  }
  for (const ReportFinding& finding : result.report.findings) {
    if (!finding.fixes.empty() && finding.counts()) found.findings.push_back(fixable(finding));
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
