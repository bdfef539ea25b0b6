#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/source/place.h"

namespace ecac {

/// One entry of `suppress` in ecac.json: findings that somebody has accepted, and why.
struct Waiver {
  std::string selector = {};  ///< of rules, as written
  std::string reason = {};    ///< as written
  Place place = {};           ///< of the selector in ecac.json
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
  /// The first waiver of the rule for the app or credential; null if there is none. Lives as long
  /// as the table, which must not be changed meanwhile.
  const Waiver* find(std::string_view name, const RuleInfo& rule) const;

 private:
  std::map<std::string, std::vector<Waiver>, std::less<>> by_name_;
};

}  // namespace ecac
