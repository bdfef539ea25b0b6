#include "compiler/report/selection/path_overrides.h"

#include <algorithm>
#include <utility>

#include "compiler/support/path_text.h"

namespace ecac {

void PathOverrides::add(std::string folder, const std::vector<std::string>& patterns) {
  Override& added = overrides_.emplace_back();
  added.folder = std::move(folder);
  for (const std::string& pattern : patterns) added.paths.add_pattern(pattern);
  added.severities.resize(all_cases().size());
}

void PathOverrides::set(std::string_view selector, Severity severity) {
  for_each_case(selector,
                [&](std::size_t position) { overrides_.back().severities[position] = severity; });
}

Severity PathOverrides::severity(std::string_view path, CaseId rule_case,
                                 const RuleSelection& selection) const {
  const Severity otherwise = selection.severity(rule_case);
  if (overrides_.empty() || path.empty() || selection.ignored(rule_case)) return otherwise;
  if (path != last_path_) {
    last_path_ = path;
    last_.clear();
    for (std::size_t i = 0; i < overrides_.size(); ++i) {
      const Override& override = overrides_[i];
      if (!is_within(path, override.folder)) continue;
      if (override.paths.ignores(relative_path(path, override.folder), false)) last_.push_back(i);
    }
  }
  Severity severity = otherwise;
  for (const std::size_t i : last_) {
    const std::optional<Severity> other = overrides_[i].severities[position_of(rule_case)];
    if (other) severity = *other;
  }
  return selection.is_enforced(rule_case) ? std::max(severity, otherwise) : severity;
}

}  // namespace ecac
