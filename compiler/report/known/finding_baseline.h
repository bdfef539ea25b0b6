#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "compiler/report/report.h"

namespace ecac {

/// A finding that was there when a team began to look: it is not mended, and fails nothing.
struct BaselineEntry {
  std::string project = {};  ///< this, code, case and fingerprint make it the same finding
  std::string code = {};
  std::string case_id = {};
  std::string fingerprint = {};
  std::string component = {};  ///< these are for people
  std::string element = {};
  std::string message = {};  ///< as it was, without secrets
  std::string reason = {};   ///< why it stays; may be empty
};

/// In the order of project, component, code and element.
struct FindingBaseline {
  std::vector<BaselineEntry> entries = {};
};

/// A baseline and what it is about.
struct UsedBaseline {
  std::string path = {};       ///< absolute
  std::string root_path = {};  ///< from the root of the report
  std::string shown_path = {};
  FindingBaseline baseline = {};
  std::set<std::string> projects = {};   ///< as in ReportFinding, of those that it covers
  std::set<std::string> elsewhere = {};  ///< projects of entries that are there and not of this run
  std::vector<std::size_t> gone = {};    ///< entries of what was looked for and not found
  std::size_t hidden = 0;                ///< entries of what is there and was not looked at
  std::size_t ineffective = 0;  ///< entries of what is found all the same: its rule is enforced
};

/// Takes the findings that the baseline has out of those that count, but for those of enforced
/// rules and of our own failures. As many equal ones are covered as there are entries. Notes which
/// entries have nothing to cover any more; one that this run could not have found is not among
/// them, and neither is one of a component that `is_hidden` from it.
void apply_baseline(UsedBaseline& used, Report& report,
                    const std::function<bool(const BaselineEntry&)>& is_hidden);

/// What to write instead of it.
struct BaselineChange {
  bool add = false;    ///< what counts now is put off, too
  bool prune = false;  ///< what is gone goes
};

/// Reasons stay with their entries, and entries of enforced rules stay although they have no
/// effect; what is said of an entry for people is said anew where it was
/// found.
FindingBaseline changed_baseline(const UsedBaseline& used, const Report& report,
                                 BaselineChange change);

}  // namespace ecac
