#include "compiler/report/selection/comment_review.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compiler/diagnostics/cases/enforced_rule_waived.h"
#include "compiler/diagnostics/cases/ignore_comment_unused.h"
#include "compiler/diagnostics/cases/unused_suppression.h"
#include "compiler/diagnostics/cases/waiver_against_policy.h"
#include "compiler/diagnostics/cases/waiver_ended.h"
#include "compiler/diagnostics/rule_selector.h"

namespace ecac {

namespace comment_reviews {

static bool any_overlaps(const std::vector<Configured<std::string>>& selectors,
                         std::string_view other) {
  return std::ranges::any_of(selectors, [&](const Configured<std::string>& selector) {
    return overlap(selector.value, other);
  });
}

/// Whether a selector means only rules that look at waivers and at comments like this one, after
/// all others have spoken.
static bool speaks_of_comments(std::string_view selector) {
  constexpr RuleId kRules[] = {rules::CFG002, rules::CFG003, rules::CFG004, rules::CFG005,
                               rules::CFG007};
  bool any = false;
  for (const RuleInfo& rule : all_rules()) {
    if (!selects(selector, rule)) continue;
    if (std::ranges::find(kRules, rule.id()) == std::end(kRules)) return false;
    any = true;
  }
  return any;
}

static Fix removal_of(FileId file, const IgnoredPlaces::Entry& entry) {
  if (entry.comment->rules.size() == 1) {
    return {
        "Remove the comment", Applicability::unsafe, {RemoveComment{{file, entry.comment->range}}}};
  }
  return {fmt::format("Take `{}` out of the comment", entry.rule->selector),
          Applicability::unsafe,
          {SetText{{file, entry.rule->with_separator}, ""}}};
}

}  // namespace comment_reviews

std::vector<Diagnostic> CommentReview::notes(const std::string& path, FileId file,
                                             const IgnoredPlaces::Entry& entry, bool judged) const {
  std::vector<Diagnostic> notes;
  const std::string& selector = entry.rule->selector;
  const auto add = [&](CaseId rule_case, std::string message, std::string help) {
    notes.push_back({.rule_case = rule_case,
                     .place = {file, entry.rule->range},
                     .message = std::move(message),
                     .helps = {std::move(help)},
                     .subject = selector});
  };
  const bool enforced = selection_.any_enforced(selector);
  if (enforced) {
    add(cases::CFG003_waived,
        fmt::format("`{}` is enforced or has rules that are, so no comment waives them", selector),
        "mend what it speaks of, or take the rule out of `enforced`");
  }
  const std::string help = fmt::format(
      "take `{}` out of the comment and let `ecac waive` write the waiver into ecac.json",
      selector);
  if (comment_reviews::any_overlaps(policy_.until_required, selector)) {
    add(cases::CFG004_without_end,
        fmt::format("`waiverPolicy` wants an end for a waiver of `{}`, and a comment has none",
                    selector),
        help);
  }
  if (comment_reviews::any_overlaps(policy_.owner_required, selector)) {
    add(cases::CFG004_without_owner,
        fmt::format("`waiverPolicy` wants an owner for a waiver of `{}`, and a comment has none",
                    selector),
        help);
  }
  if (comment_reviews::speaks_of_comments(selector)) {
    notes.push_back({.rule_case = cases::CFG007_unused,
                     .place = {file, entry.rule->range},
                     .message = fmt::format("`{}` speaks of what accepts findings, and no comment "
                                            "accepts that; it has no effect here",
                                            selector),
                     .fixes = {comment_reviews::removal_of(file, entry)},
                     .subject = selector});
    return notes;
  }
  // Of a rule that is off nobody can tell.
  if (entry.used || enforced || !judged || !is_on(path, selector)) return notes;
  notes.push_back({.rule_case = cases::CFG007_unused,
                   .place = {file, entry.rule->range},
                   .message = fmt::format(
                       "the comment accepts `{}`, and there is nothing of it to accept", selector),
                   .fixes = {comment_reviews::removal_of(file, entry)},
                   .notes = {"left there, it hides the next finding of the rule"},
                   .subject = selector});
  return notes;
}

bool CommentReview::is_on(const std::string& path, const std::string& selector) const {
  for (const RuleInfo& rule : all_rules()) {
    if (!selects(selector, rule) || is_never_off(rule)) continue;
    for (std::size_t i = 0; i < rule.cases.size(); ++i) {
      const auto rule_case = static_cast<CaseId>(static_cast<std::uint32_t>(rule.first_case) + i);
      if (selects(selector, rule_case) &&
          overrides_.severity(path, rule_case, selection_) != Severity::off) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace ecac
