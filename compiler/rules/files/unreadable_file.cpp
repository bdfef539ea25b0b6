#include "compiler/diagnostics/cases/unreadable_file.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::unreadable_file {

static void check(RuleContext& ctx) {
  const auto& unread = ctx.facts().notes().unread;
  if (!unread) return;
  if (unread->reason == UnreadReason::unreadable) {
    ctx.report(cases::PRJ001_file, TextRange{}, unread->words);
  } else if (unread->reason == UnreadReason::not_a_file) {
    ctx.report(cases::PRJ001_not_a_file, TextRange{},
               fmt::format("this is no file although its name says so: {}", unread->words));
  }
}

static CaseId case_of(UnreadPath::Reason reason) {
  switch (reason) {
    case UnreadPath::Reason::file: return cases::PRJ001_file;
    case UnreadPath::Reason::directory: return cases::PRJ001_directory;
    case UnreadPath::Reason::not_a_file: return cases::PRJ001_not_a_file;
    case UnreadPath::Reason::linked_out: return cases::PRJ001_linked_out;
  }
  return cases::PRJ001_file;
}

static void check_tree(RuleContext& ctx) {
  for (const UnreadPath& note : ctx.tree().unread) {
    // What stands there may be anything of the machine: a link can lead out of the project.
    ctx.report_at(case_of(note.reason), note.path, {}, note.words).of_whole_file();
  }
}

static constexpr Rule kOfTree{.id = rules::PRJ001, .unit = UnitKind::tree, .check = check_tree};

extern const Rule rule{
    .id = rules::PRJ001, .unit = UnitKind::file, .check = check, .also = &kOfTree};

}  // namespace ecac::unreadable_file
