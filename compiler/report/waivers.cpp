#include "compiler/report/waivers.h"

#include <utility>

#include "compiler/report/selection/rule_selection.h"
#include "compiler/support/text/wildcard.h"

namespace ecac {

void WaiverTable::add(std::string_view name, Waiver waiver) {
  by_name_[std::string(name)].push_back(std::move(waiver));
}

const Waiver* WaiverTable::find(std::string_view name, CaseId rule_case) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end() || is_never_off(rule_of(rule_case))) return nullptr;
  for (const Waiver& waiver : found->second) {
    if (selects(waiver.selector, rule_case)) return &waiver;
  }
  return nullptr;
}

WaiverList::WaiverList(std::vector<Waiver> waivers) : waivers_(std::move(waivers)) {
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    if (!waivers_[i].fingerprint.empty()) {
      by_fingerprint_[waivers_[i].fingerprint].push_back(i);
      continue;
    }
    for (const RuleInfo& rule : all_rules()) {
      if (selects(waivers_[i].selector, rule)) by_rule_[rule.code].push_back(i);
    }
  }
}

bool WaiverList::covers(const Waiver& waiver, const ReportFinding& finding) const {
  if (!waiver.selector.empty() && !selects(waiver.selector, finding.rule_case)) return false;
  if (!waiver.component.empty() && !matches_wildcard(waiver.component, finding.component)) {
    return false;
  }
  if (waiver.element.empty() || finding.element == waiver.element) return true;
  return finding.element.ends_with(waiver.element) &&
         finding.element[finding.element.size() - waiver.element.size() - 1] == '/';
}

std::size_t WaiverList::find(const ReportFinding& finding, std::string_view today) const {
  if (waivers_.empty() || is_never_off(rule_of(finding.rule_case))) return waivers_.size();
  std::size_t ended = waivers_.size();
  const auto look = [&](const auto& index, const auto& key) {
    const auto found = index.find(key);
    if (found == index.end()) return waivers_.size();
    for (const std::size_t i : found->second) {
      if (!covers(waivers_[i], finding)) continue;
      if (!has_ended(waivers_[i], today)) return i;
      if (ended == waivers_.size()) ended = i;
    }
    return waivers_.size();
  };
  std::size_t found = look(by_fingerprint_, finding.fingerprint);
  if (found == waivers_.size()) found = look(by_rule_, rule_of(finding.rule_case).code);
  return found == waivers_.size() ? ended : found;
}

bool has_ended(const Waiver& waiver, std::string_view today) {
  // Dates of this form sort like days.
  return !waiver.until.empty() && !today.empty() && waiver.until < today;
}

}  // namespace ecac
