#include "compiler/diagnostics/cases/ignore_comment_malformed.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "compiler/diagnostics/rule_selector.h"
#include "compiler/rules/engine/rule.h"

namespace ecac::ignore_comment_malformed {

constexpr std::string_view kElement = "ecac-ignore";
constexpr std::string_view kFile = "ecac-ignore-file";

/// Of a list without end nobody reads more proposals.
constexpr std::size_t kMostProposals = 100;

constexpr std::string_view kLost =
    "a retrieve from an org writes the file anew without its comments; what `ecac waive` writes "
    "into ecac.json stays";

static std::string form_of(std::string_view keyword) {
  return fmt::format("`<!-- {} RULE, RULE: reason -->`", keyword);
}

static void check_keyword(RuleContext& ctx, const IgnoreComment& comment) {
  // Whatever else the word is (`ecac-disable`, `ecac-ignore-next-line`), one of the two is meant.
  const std::string_view meant = comment.word.find("file") != std::string::npos ? kFile : kElement;
  ctx.report(cases::CFG006_keyword, comment.word_range,
             fmt::format("`{}` is no comment that ecac knows, so nothing is ignored", comment.word))
      .caret(fmt::format("did you mean `{}`?", meant))
      .help(fmt::format("write {} before an element, or {} before the root", form_of(kElement),
                        form_of(kFile)))
      .note(std::string(kLost))
      .subject(comment.word)
      .fix(fmt::format("Write `{}`", meant), Applicability::unsafe,
           ctx.set_text(ctx.file_id(), comment.word_range, meant));
}

static void check_place(RuleContext& ctx, const IgnoreComment& comment) {
  const bool file = comment.keyword == IgnoreComment::Keyword::file;
  ctx.report(
         cases::CFG006_place, comment.word_range,
         file ? fmt::format("`{}` does not stand before the root element, so nothing is "
                            "ignored",
                            comment.word)
              : fmt::format("`{}` stands before no element, so nothing is ignored", comment.word))
      .help(file ? fmt::format("move it above the root, or write `{}` before the element that it "
                               "is about",
                               kElement)
                 : std::string("move it right above the element that it is about"))
      .subject(comment.word);
}

static void check_rules(RuleContext& ctx, const IgnoreComment& comment, std::size_t& proposals) {
  if (comment.rules.empty()) {
    ctx.report(cases::CFG006_no_rules, comment.word_range,
               fmt::format("`{}` names no rule, so nothing is ignored", comment.word))
        .help(fmt::format("name what is accepted: {}", form_of(comment.word)))
        .note(std::string(kLost))
        .subject(comment.word);
    return;
  }
  for (const IgnoredRule& rule : comment.rules) {
    const auto problem = problem_of_selector(rule.selector);
    if (!problem) continue;
    FindingBuilder finding = ctx.report(cases::CFG006_unknown_rule, rule.range, problem->message);
    finding.subject(rule.selector);
    if (problem->near.empty() || ++proposals > kMostProposals) continue;
    finding.fix(fmt::format("Write `{}`", problem->near), Applicability::unsafe,
                ctx.set_text(ctx.file_id(), rule.range, problem->near));
  }
}

static void check(RuleContext& ctx) {
  std::size_t proposals = 0;
  for (const IgnoreComment& comment : ctx.facts().notes().ignore_comments) {
    if (comment.keyword == IgnoreComment::Keyword::unknown) {
      check_keyword(ctx, comment);
      continue;
    }
    if (comment.covered.empty()) {
      check_place(ctx, comment);
      continue;
    }
    // Without a colon the words behind the keyword may be rules, a reason or both.
    if (comment.reason.empty() && !comment.rules.empty()) {
      ctx.report(cases::CFG006_no_reason, comment.word_range,
                 fmt::format("`{}` gives no reason, so nothing is ignored", comment.word))
          .help(fmt::format("say behind a colon why it is accepted: {}", form_of(comment.word)))
          .note(std::string(kLost))
          .subject(comment.word);
      continue;
    }
    check_rules(ctx, comment, proposals);
  }
}

extern const Rule rule{.id = rules::CFG006, .unit = UnitKind::file, .check = check};

}  // namespace ecac::ignore_comment_malformed
