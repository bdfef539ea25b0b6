#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/report/report.h"
#include "compiler/source/place.h"

namespace ecac {

/// One entry of `suppress` or `waivers` in ecac.json: findings that somebody has accepted, and why.
struct Waiver {
  std::string selector = {};  ///< of rules, as written; "" where a fingerprint says it
  std::string reason = {};    ///< as written
  std::string owner = {};
  std::string until = {};      ///< the last day, `2026-01-31`; "" is without end
  std::string component = {};  ///< `Type:Name`, with `*`; "" is any
  std::string element = {};    ///< the end of its path; "" is any
  std::string fingerprint = {};
  Place place = {};        ///< of the selector or the fingerprint
  Place entry = {};        ///< of all of it, or of its key
  Place until_place = {};  ///< of its end, where it has one
  Place component_place = {};
};

/// The waivers of one project, by the app or credential that they are for.
class WaiverTable {
 public:
  void add(std::string_view name, Waiver waiver);
  bool empty() const { return by_name_.empty(); }
  /// By the name of the app or credential.
  const std::map<std::string, std::vector<Waiver>, std::less<>>& entries() const {
    return by_name_;
  }
  /// The first waiver of the case for the app or credential; null if there is none. Lives as long
  /// as the table, which must not be changed meanwhile.
  const Waiver* find(std::string_view name, CaseId rule_case) const;

 private:
  std::map<std::string, std::vector<Waiver>, std::less<>> by_name_;
};

/// The `waivers` of one project, by what they say of a finding.
class WaiverList {
 public:
  WaiverList() = default;
  explicit WaiverList(std::vector<Waiver> waivers);
  const std::vector<Waiver>& entries() const { return waivers_; }
  /// The place in the list of the first that covers a finding and is good on the day; of those that
  /// have ended, the first, where there is no other. Their number if there is none.
  std::size_t find(const ReportFinding& finding, std::string_view today) const;

 private:
  bool covers(const Waiver& waiver, const ReportFinding& finding) const;

  std::vector<Waiver> waivers_ = {};
  std::unordered_map<std::string, std::vector<std::size_t>> by_fingerprint_ = {};
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_rule_ = {};  ///< code
};

/// Whether a waiver is over; it is good on its last day.
bool has_ended(const Waiver& waiver, std::string_view today);

}  // namespace ecac
