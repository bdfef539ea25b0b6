#include "compiler/diagnostics/cases/invalid_project_file.h"

#include "compiler/rules/engine/rule.h"

namespace ecac::invalid_project_file {

static CaseId case_of(ProjectFileFault::Kind kind) {
  switch (kind) {
    case ProjectFileFault::Kind::syntax: return cases::PRJ004_syntax;
    case ProjectFileFault::Kind::structure: return cases::PRJ004_structure;
    case ProjectFileFault::Kind::value: return cases::PRJ004_value;
    case ProjectFileFault::Kind::missing_directory: return cases::PRJ004_missing_directory;
  }
  return cases::PRJ004_value;
}

static void check(RuleContext& ctx) {
  for (const ProjectFileFault& note : ctx.tree().project_file) {
    ctx.report_at(case_of(note.kind), note.path, note.range, note.words)
        .caret(note.hint)
        .subject(note.subject);
  }
}

extern const Rule rule{.id = rules::PRJ004, .unit = UnitKind::tree, .check = check};

}  // namespace ecac::invalid_project_file
