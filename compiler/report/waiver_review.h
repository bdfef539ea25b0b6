#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/report/project_rules.h"
#include "compiler/report/report_part.h"

namespace ecac {

/// Something to be said of an entry of ecac.json, as a finding without its project.
struct WaiverNote {
  CaseId rule_case = {};
  Place place = {};
  std::string message = {};
  std::string caret = {};
  std::vector<std::string> helps = {};
  std::string subject = {};
  /// The entry of ecac.json that may go, where that is right.
  std::optional<Place> removable = {};
  bool of_unused = false;  ///< true only if no project that shares the file has used it
};

/// Whether a selector means only rules on entries of ecac.json that accept findings. Of those
/// nothing is accepted: an entry could make itself right.
bool is_about_waivers(std::string_view selector);
bool is_about_waivers(CaseId rule_case);

/// The `waivers` of one project while its findings are held against them.
class WaiverReview {
 public:
  /// `whole`: all of the project was checked, so that nothing else can use a waiver.
  /// `untold`: waivers that are not called unused, by their place: their component is nobody's, of
  /// which CFG001 tells, or a project that was not looked at may use them.
  WaiverReview(const ProjectRules& rules, std::string today, bool whole, std::vector<bool> untold);

  const std::vector<Waiver>& waivers() const { return list_.entries(); }
  /// What the finding comes by; none if no waiver speaks of it.
  std::optional<WaiverUse> use_of(const ReportFinding& finding) const;
  void note(const WaiverUse& use);
  /// After the last finding.
  std::vector<WaiverNote> notes() const;
  bool is_enforced(CaseId rule_case) const { return selection_.is_enforced(rule_case); }
  /// Of a case in the configuration file at an absolute path.
  Severity severity(CaseId rule_case, const std::string& path) const {
    return overrides_.severity(path, rule_case, selection_);
  }

 private:
  /// What findings came by.
  struct Use {
    bool covered = false;
    bool ended = false;
    bool refused = false;
  };

  void note_policy(const Waiver& waiver, std::vector<WaiverNote>& notes) const;
  void note_end(const Waiver& waiver, const Use& use, std::vector<WaiverNote>& notes) const;

  RuleSelection selection_;
  PathOverrides overrides_;
  WaiverList list_;
  WaiverPolicy policy_;
  std::vector<RefusedEntry> refused_;
  std::string today_;
  bool whole_;
  std::vector<bool> untold_;
  std::vector<Use> uses_;
};

}  // namespace ecac
