#include "compiler/report/known/finding_baseline.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "compiler/report/selection/rule_selection.h"

namespace ecac {

namespace {

using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

Key key_of(const BaselineEntry& entry) {
  return {entry.project, entry.code, entry.case_id, entry.fingerprint};
}

Key key_of(const ReportFinding& finding) {
  return {finding.project, rule_of(finding.rule_case).code, case_of(finding.rule_case).id,
          finding.fingerprint};
}

BaselineEntry entry_of(const ReportFinding& finding) {
  const auto [project, code, case_id, fingerprint] = key_of(finding);
  return {.project = std::string(project),
          .code = std::string(code),
          .case_id = std::string(case_id),
          .fingerprint = std::string(fingerprint),
          .component = finding.component,
          .element = finding.element,
          .message = finding.message};
}

bool may_be_put_off(const ReportFinding& finding) {
  return !finding.enforced && !is_never_off(rule_of(finding.rule_case));
}

/// The entries that have covered nothing so far, the first one last.
class Unused {
 public:
  Unused(const UsedBaseline& used, const ReportRun& run) {
    const std::vector<BaselineEntry>& entries = used.baseline.entries;
    for (std::size_t i = entries.size(); i-- > 0;) {
      const BaselineEntry& entry = entries[i];
      projects_.insert(entry.project);
      // Its folder has another name now, or is seen from another one.
      const bool moved =
          !run.projects.contains(entry.project) && !used.elsewhere.contains(entry.project);
      by_key_[moved ? moved_key(entry) : key_of(entry)].push_back(i);
    }
  }
  /// The number of an entry for the finding; none if there is none left.
  std::optional<std::size_t> take(const ReportFinding& finding) {
    const bool moved = !projects_.contains(finding.project);
    const auto found = by_key_.find(moved ? moved_key(entry_of(finding)) : key_of(finding));
    if (found == by_key_.end() || found->second.empty()) return std::nullopt;
    const std::size_t number = found->second.back();
    found->second.pop_back();
    return number;
  }
  std::vector<std::size_t> left() const {
    std::vector<std::size_t> numbers;
    for (const auto& [key, entries] : by_key_) {
      numbers.insert(numbers.end(), entries.begin(), entries.end());
    }
    std::ranges::sort(numbers);
    return numbers;
  }

 private:
  /// A fingerprint is one of a project, so that what is said stands in its place.
  Key moved_key(const BaselineEntry& entry) {
    const std::string& said =
        said_.emplace_back(entry.component + '\n' + entry.element + '\n' + entry.message);
    return {kMoved, entry.code, entry.case_id, said};
  }

  /// Instead of a project; no folder is called so.
  static constexpr std::string_view kMoved = "/";

  std::deque<std::string> said_ = {};
  std::set<std::string_view> projects_ = {};
  std::map<Key, std::vector<std::size_t>> by_key_ = {};
};

/// Whether this run would have found what an entry tells of.
bool was_looked_for(const BaselineEntry& entry, const ReportRun& run) {
  const auto project = run.projects.find(entry.project);
  if (project == run.projects.end() || !project->second.whole) return false;
  const std::optional<CaseId> found = find_case(entry.code, entry.case_id);
  // Of a case that is no more there is nothing to be found.
  return !found || project->second.judged[position_of(*found)];
}

void sort_waived(Report& report) {
  const auto key = [](const WaivedFinding& waived) {
    const ReportFinding& finding = waived.finding;
    return std::tie(finding.place.root_path, finding.place.range.begin,
                    rule_of(finding.rule_case).code, finding.message);
  };
  std::ranges::stable_sort(report.waived, [&](const WaivedFinding& a, const WaivedFinding& b) {
    return key(a) < key(b);
  });
}

void uncount(Severity severity, ReportSummary& summary) {
  switch (severity) {
    case Severity::error: --summary.errors; break;
    case Severity::warning: --summary.warnings; break;
    case Severity::info: --summary.infos; break;
    case Severity::off: break;
  }
}

}  // namespace

void apply_baseline(UsedBaseline& used, Report& report,
                    const std::function<bool(const BaselineEntry&)>& is_hidden) {
  Unused unused(used, report.run);
  for (const WaivedFinding& waived : report.waived) {
    if (used.projects.contains(waived.finding.project)) (void)unused.take(waived.finding);
  }
  used.ineffective = 0;
  std::vector<ReportFinding> counting;
  counting.reserve(report.findings.size());
  ReportSummary& summary = report.summary;
  for (ReportFinding& finding : report.findings) {
    const auto entry =
        used.projects.contains(finding.project) ? unused.take(finding) : std::nullopt;
    if (entry && !may_be_put_off(finding)) ++used.ineffective;
    if (!entry || !may_be_put_off(finding)) {
      counting.push_back(std::move(finding));
      continue;
    }
    uncount(finding.severity, summary);
    ++summary.suppressed;
    ++summary.waived;
    ++summary.waived_by[static_cast<std::size_t>(SuppressionKind::baseline)];
    ReportWaiver waiver{.kind = SuppressionKind::baseline,
                        .rule = used.baseline.entries[*entry].code,
                        .reason = used.baseline.entries[*entry].reason};
    if (waiver.reason.empty()) waiver.reason = "in the baseline";
    waiver.place.path = used.shown_path;
    waiver.place.root_path = used.root_path;
    report.waived.push_back({std::move(finding), report.waivers.size()});
    report.waivers.push_back(std::move(waiver));
  }
  report.findings = std::move(counting);
  sort_waived(report);
  used.gone.clear();
  used.hidden = 0;
  for (const std::size_t number : unused.left()) {
    const BaselineEntry& entry = used.baseline.entries[number];
    if (!was_looked_for(entry, report.run)) continue;
    if (is_hidden(entry)) {
      ++used.hidden;
    } else {
      used.gone.push_back(number);
    }
  }
  summary.baseline_gone = summary.baseline_gone.value_or(0) + used.gone.size();
}

FindingBaseline changed_baseline(const UsedBaseline& used, const Report& report,
                                 BaselineChange change) {
  const std::vector<BaselineEntry>& old = used.baseline.entries;
  std::vector<bool> taken(old.size(), false);
  Unused unused(used, report.run);
  FindingBaseline changed;
  const auto keep = [&](const ReportFinding& finding, bool add) {
    if (!used.projects.contains(finding.project)) return;
    const auto number = unused.take(finding);
    if (!number && !add) return;
    if (!may_be_put_off(finding)) return;  // an entry that is there stays, and is told
    if (number) taken[*number] = true;
    BaselineEntry entry = entry_of(finding);
    if (number) entry.reason = old[*number].reason;
    changed.entries.push_back(std::move(entry));
  };
  for (const WaivedFinding& waived : report.waived) {
    const bool by_baseline = report.waivers[waived.waiver].kind == SuppressionKind::baseline;
    // What a waiver accepts needs no second excuse, and one that it has goes when it is pruned.
    if (by_baseline) keep(waived.finding, false);
  }
  for (const ReportFinding& finding : report.findings) keep(finding, change.add);
  for (const std::size_t number : used.gone) taken[number] = taken[number] || change.prune;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (!taken[i]) changed.entries.push_back(old[i]);
  }
  std::ranges::sort(changed.entries, {}, [](const BaselineEntry& entry) {
    return std::tie(entry.project, entry.component, entry.code, entry.element, entry.case_id,
                    entry.fingerprint);
  });
  return changed;
}

}  // namespace ecac
