#include "compiler/report/waiver_review.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/diagnostics/cases/enforced_rule_waived.h"
#include "compiler/diagnostics/cases/unused_suppression.h"
#include "compiler/diagnostics/cases/waiver_against_policy.h"
#include "compiler/diagnostics/cases/waiver_ended.h"
#include "compiler/support/text/date_text.h"

namespace ecac {

namespace {

constexpr int kSoon = 14;  // days

/// "`SEC005` of `Type:Name`", or the fingerprint.
std::string what_of(const Waiver& waiver) {
  std::string what = waiver.selector.empty() ? fmt::format("the finding `{}`", waiver.fingerprint)
                                             : fmt::format("`{}`", waiver.selector);
  if (!waiver.component.empty()) what += fmt::format(" of `{}`", waiver.component);
  if (!waiver.element.empty()) what += fmt::format(" at `{}`", waiver.element);
  return what;
}

/// What makes it the same entry in another run.
std::string subject_of(const Waiver& waiver) {
  return fmt::format("{} {} {} {}", waiver.selector, waiver.component, waiver.element,
                     waiver.fingerprint);
}

bool any_selects(const std::vector<Configured<std::string>>& selectors, const Waiver& waiver) {
  return std::ranges::any_of(selectors, [&](const Configured<std::string>& selector) {
    // Of a fingerprint alone nobody knows the rule.
    return waiver.selector.empty() ? selector.value == "ALL"
                                   : overlap(selector.value, waiver.selector);
  });
}

std::string refusal(const std::string& selector, bool waives) {
  return fmt::format("`{}` is enforced or has rules that are, so nothing {} them", selector,
                     waives ? "waives" : "makes less of");
}

constexpr RuleId kAboutWaivers[] = {rules::CFG002, rules::CFG003, rules::CFG004, rules::CFG005};

}  // namespace

bool is_about_waivers(CaseId rule_case) {
  return std::ranges::find(kAboutWaivers, rule_id_of(rule_case)) != std::end(kAboutWaivers);
}

bool is_about_waivers(std::string_view selector) {
  bool any = false;
  for (const RuleInfo& rule : all_rules()) {
    if (!selects(selector, rule)) continue;
    if (std::ranges::find(kAboutWaivers, rule.id()) == std::end(kAboutWaivers)) return false;
    any = true;
  }
  return any;
}

WaiverReview::WaiverReview(const ProjectRules& rules, std::string today, bool whole,
                           std::vector<bool> untold)
    : selection_(rules.selection),
      overrides_(rules.overrides),
      list_(rules.waiver_list),
      policy_(rules.waiver_policy),
      refused_(rules.refused),
      today_(std::move(today)),
      whole_(whole),
      untold_(std::move(untold)),
      uses_(list_.entries().size()) {}

std::optional<WaiverUse> WaiverReview::use_of(const ReportFinding& finding) const {
  if (is_about_waivers(finding.rule_case)) return std::nullopt;
  const std::size_t found = list_.find(finding, today_);
  if (found == uses_.size()) return std::nullopt;
  using Kind = WaiverUse::Kind;
  if (selection_.is_enforced(finding.rule_case)) return WaiverUse{Kind::refused, found};
  const bool ended = has_ended(list_.entries()[found], today_);
  return WaiverUse{ended ? Kind::ended : Kind::covered, found};
}

void WaiverReview::note(const WaiverUse& use) {
  Use& noted = uses_[use.waiver];
  switch (use.kind) {
    case WaiverUse::Kind::covered: noted.covered = true; return;
    case WaiverUse::Kind::ended: noted.ended = true; return;
    case WaiverUse::Kind::refused: noted.refused = true; return;
  }
}

std::vector<WaiverNote> WaiverReview::notes() const {
  std::vector<WaiverNote> notes;
  for (const RefusedEntry& entry : refused_) {
    notes.push_back({.rule_case = entry.waives ? cases::CFG003_waived : cases::CFG003_turned_down,
                     .place = entry.place,
                     .message = refusal(entry.selector, entry.waives),
                     .helps = {"mend what it speaks of, or take the rule out of `enforced`"},
                     .subject = entry.selector});
  }
  for (std::size_t i = 0; i < uses_.size(); ++i) {
    const Waiver& waiver = list_.entries()[i];
    const Use& use = uses_[i];
    note_policy(waiver, notes);
    note_end(waiver, use, notes);
    if (use.refused && waiver.selector.empty()) {
      notes.push_back({.rule_case = cases::CFG003_waived,
                       .place = waiver.place,
                       .message = fmt::format("{} is of an enforced rule, so nothing waives it",
                                              what_of(waiver)),
                       .subject = subject_of(waiver)});
    }
    const bool used = use.covered || use.ended || use.refused;
    const bool is_on = waiver.selector.empty() || selection_.is_on(waiver.selector);
    if (!waiver.selector.empty() && is_about_waivers(waiver.selector)) {
      notes.push_back(
          {.rule_case = cases::CFG002_unused,
           .place = waiver.place,
           .message = fmt::format("`{}` speaks of waivers, and no waiver covers that; "
                                  "the entry has no effect",
                                  waiver.selector),
           .helps = {"mend the entry that it speaks of; `rules` and `overrides` say how "
                     "grave it is"},
           .subject = subject_of(waiver),
           .removable = waiver.entry});
      continue;
    }
    if (used || !is_on || !whole_ || untold_[i]) continue;
    notes.push_back(
        {.rule_case = cases::CFG002_unused,
         .place = waiver.place,
         .message = fmt::format("{} is waived, and there is no such finding", what_of(waiver)),
         .subject = subject_of(waiver),
         .removable = waiver.entry,
         .of_unused = true});
  }
  return notes;
}

void WaiverReview::note_policy(const Waiver& waiver, std::vector<WaiverNote>& notes) const {
  const auto add = [&](CaseId rule_case, Place place, std::string message) {
    notes.push_back({.rule_case = rule_case,
                     .place = place,
                     .message = std::move(message),
                     .subject = subject_of(waiver)});
  };
  if (waiver.until.empty() && any_selects(policy_.until_required, waiver)) {
    add(cases::CFG004_without_end, waiver.place,
        fmt::format("the waiver of {} needs an end; `waiverPolicy` says so", what_of(waiver)));
  }
  if (waiver.owner.empty() && any_selects(policy_.owner_required, waiver)) {
    add(cases::CFG004_without_owner, waiver.place,
        fmt::format("the waiver of {} needs an owner; `waiverPolicy` says so", what_of(waiver)));
  }
  if (policy_.max_days == 0 || waiver.until.empty()) return;
  const auto ahead = days_between(today_, waiver.until);
  if (!ahead || *ahead <= static_cast<int>(std::min(policy_.max_days, 4'000'000U))) return;
  add(cases::CFG004_too_long, waiver.until_place,
      fmt::format("the waiver of {} ends in {} days; `waiverPolicy` allows {}", what_of(waiver),
                  *ahead, policy_.max_days));
}

void WaiverReview::note_end(const Waiver& waiver, const Use& use,
                            std::vector<WaiverNote>& notes) const {
  if (use.ended) {
    notes.push_back({.rule_case = cases::CFG005_ended,
                     .place = waiver.until_place,
                     .message = fmt::format("the waiver of {} ended on {}; what it covered counts "
                                            "again",
                                            what_of(waiver), waiver.until),
                     .helps = {"mend what it covered, or let somebody decide anew until when"},
                     .subject = subject_of(waiver),
                     .removable = waiver.entry});
    return;
  }
  if (!use.covered || waiver.until.empty()) return;
  const auto left = days_between(today_, waiver.until);
  if (!left || *left > kSoon) return;
  notes.push_back(
      {.rule_case = cases::CFG005_ends_soon,
       .place = waiver.until_place,
       .message = fmt::format("the waiver of {} ends on {}{}", what_of(waiver), waiver.until,
                              *left == 0   ? ", which is today"
                              : *left == 1 ? ", which is tomorrow"
                                           : fmt::format(", in {} days", *left)),
       .subject = subject_of(waiver)});
}

}  // namespace ecac
