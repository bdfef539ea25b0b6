#include "compiler/report/known/comparison.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <set>
#include <string_view>
#include <unordered_map>

#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// Parts of a key, so that no two lists of parts are one text.
std::string joined(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    key += std::to_string(part.size());
    key += ':';
    key += part;
  }
  return key;
}

/// A path moves with its file; the name of the file stays.
std::string_view moving_component(const ReportFinding& finding) {
  const std::string_view component = finding.component;
  return component.find(':') == std::string_view::npos ? file_name(component) : component;
}

/// Findings of both states that are still to be paired.
class Pairing {
 public:
  using Key = std::function<std::string(const ReportFinding&)>;

  Pairing(const std::vector<ReportFinding>& earlier, std::vector<ReportFinding>& present) {
    earlier_.reserve(earlier.size());
    for (const ReportFinding& finding : earlier) earlier_.push_back(&finding);
    present_.reserve(present.size());
    for (ReportFinding& finding : present) present_.push_back(&finding);
  }

  /// Pairs those of the same key, in their order. An empty key pairs nothing.
  void pair(const Key& key_of_earlier, const Key& key_of_present) {
    if (earlier_.empty() || present_.empty()) return;
    std::unordered_map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t i = earlier_.size(); i-- > 0;) {
      if (std::string key = key_of_earlier(*earlier_[i]); !key.empty()) {
        by_key[std::move(key)].push_back(i);
      }
    }
    for (ReportFinding*& finding : present_) {
      const auto found = by_key.find(key_of_present(*finding));
      if (found == by_key.end() || found->second.empty()) continue;
      earlier_[found->second.back()] = nullptr;
      found->second.pop_back();
      finding->state = FindingState::known;
      finding = nullptr;
    }
    std::erase(earlier_, nullptr);
    std::erase(present_, nullptr);
  }
  void pair(const Key& key) { pair(key, key); }

  /// From now on those of before for which `stays` holds are paired with nothing.
  void keep_out(const std::function<bool(const ReportFinding&)>& stays) {
    std::erase_if(earlier_, [&](const ReportFinding* finding) { return stays(*finding); });
  }

  /// Those of before that nothing was paired with.
  const std::vector<const ReportFinding*>& left() const { return earlier_; }

 private:
  std::vector<const ReportFinding*> earlier_ = {};
  std::vector<ReportFinding*> present_ = {};
};

bool is_asked_for(const ReportFinding& finding, const std::vector<std::string>& paths) {
  if (paths.empty()) return true;
  return std::ranges::any_of(paths, [&](const std::string& path) {
    return path == "." || is_within(finding.place.root_path, path);
  });
}

std::string identity_of(const ReportFinding& finding) {
  return joined({finding.project, finding.fingerprint});
}

void count_fresh(const ReportFinding& finding, ReportChange& change) {
  switch (finding.severity) {
    case Severity::error: ++change.errors; break;
    case Severity::warning: ++change.warnings; break;
    case Severity::info: ++change.infos; break;
    case Severity::off: break;
  }
}

}  // namespace

void compare(const Report& earlier, const std::vector<std::string>& paths,
             const std::function<bool(const std::string&)>& is_there, Report& report,
             const std::vector<std::string>& closed) {
  // What a waiver of today accepts is neither new nor gone.
  std::unordered_map<std::string, std::size_t> accepted;
  for (const WaivedFinding& waived : report.waived) ++accepted[identity_of(waived.finding)];
  for (ReportFinding& finding : report.findings) finding.state = FindingState::fresh;

  Pairing pairing(earlier.findings, report.findings);
  pairing.pair([](const ReportFinding& finding) {
    return joined({finding.project, finding.fingerprint, finding.place.root_path});
  });
  pairing.keep_out([&](const ReportFinding& finding) {
    return !is_asked_for(finding, paths) && is_there(finding.place.root_path);
  });
  pairing.pair(identity_of);
  const auto said = [](std::string_view project, const ReportFinding& finding) {
    return joined({project, rule_of(finding.rule_case).code, case_of(finding.rule_case).id,
                   moving_component(finding), finding.element, finding.message});
  };
  pairing.pair([&](const ReportFinding& finding) { return said(finding.project, finding); });
  // A folder with a whole project has another name now.
  const auto only_in = [&](const Report& here, const Report& there, const ReportFinding& finding) {
    const bool moved = here.run.projects.contains(finding.project) &&
                       !there.run.projects.contains(finding.project);
    return moved ? said("", finding) : std::string();
  };
  pairing.pair([&](const ReportFinding& finding) { return only_in(earlier, report, finding); },
               [&](const ReportFinding& finding) { return only_in(report, earlier, finding); });

  ReportChange change;
  for (ReportFinding& finding : report.findings) {
    const bool is_unknown = finding.state != FindingState::known &&
                            std::ranges::any_of(closed, [&](const std::string& folder) {
                              return is_within(finding.place.root_path, folder);
                            });
    if (is_unknown) {
      finding.state = FindingState::known;
      finding.notes.emplace_back(
          "not compared: the commit that this submodule had before is not here");
      ++change.not_compared;
    }
    if (finding.state == FindingState::known) {
      ++change.known;
    } else {
      count_fresh(finding, change);
    }
  }
  report.gone.clear();
  for (const ReportFinding* finding : pairing.left()) {
    const auto waived = accepted.find(identity_of(*finding));
    if (waived != accepted.end() && waived->second > 0) {
      --waived->second;
    } else if (is_asked_for(*finding, paths)) {
      report.gone.push_back(*finding);
    }
  }
  for (ReportFinding& finding : report.gone) {
    finding.place.file = FileId::none;
    finding.related.clear();
    finding.fixes.clear();
  }
  change.gone = report.gone.size();
  report.summary.change = change;
}

}  // namespace ecac
