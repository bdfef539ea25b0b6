#include "compiler/cli/output/fix_words.h"

#include <fmt/format.h>

#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/limits.h"

namespace ecac {
namespace fix_words {

/// A clause for behind "because".
static std::string why(const LeftOutFix& left_out) {
  const std::string& path = left_out.path;
  switch (left_out.reason) {
    case LeftOutFix::Reason::outside_project:
      return fmt::format("`{}` is outside the project", path);
    case LeftOutFix::Reason::occupied: return fmt::format("something stands at `{}` already", path);
    case LeftOutFix::Reason::no_file: return fmt::format("`{}` is no file", path);
    case LeftOutFix::Reason::no_text: return fmt::format("`{}` is no UTF-8 text", path);
    case LeftOutFix::Reason::changed:
      return fmt::format("`{}` was changed by somebody else meanwhile", path);
    case LeftOutFix::Reason::not_named:
      return fmt::format("`{}` is not among the paths that were given", path);
    case LeftOutFix::Reason::undone: return "another fix undoes it";
  }
  return {};
}

}  // namespace fix_words

std::string line_of(const ShownFix& fix) {
  const RuleInfo& rule = rule_of(fix.rule_case);
  std::string where = printable(fix.path);
  if (fix.position) where += fmt::format(":{}:{}", fix.position->line, fix.position->column);
  return fmt::format("{}: {} {}: {} ({})", where, rule.code, rule.name, printable(fix.description),
                     fix.applicability == Applicability::safe ? "safe" : "unsafe");
}

std::vector<std::string> refusals_of(const FixOutcome& outcome) {
  std::vector<std::string> sentences;
  std::set<std::string> said;
  const auto say = [&](std::string sentence) {
    if (said.insert(sentence).second) sentences.push_back(std::move(sentence));
  };
  for (const LeftOutFix& left_out : outcome.left_out) {
    const bool undone = left_out.reason == LeftOutFix::Reason::undone;
    say(fmt::format("{}: {}, because {}",
                    undone ? line_of(left_out.fix) : printable(left_out.fix.path),
                    undone ? "left out" : "not fixed", fix_words::why(left_out)));
  }
  if (outcome.unfinished) {
    say(fmt::format("there may be more to fix; ecac stopped after {} rounds", limits::kFixRounds));
  }
  return sentences;
}

}  // namespace ecac
