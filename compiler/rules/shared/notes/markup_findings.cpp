#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac {

void report_break(RuleContext& ctx, CaseId rule_case, const MarkupBreak& note) {
  FindingBuilder finding = ctx.report(rule_case, note.broken.place, note.words);
  finding.subject(to_string(note.broken.kind));
  if (!note.related_words.empty()) {
    finding.label({ctx.file_id(), note.broken.related}, note.related_words);
  }
  if (!note.fix || !ctx.facts().editable()) return;
  std::vector<FixOperation> operations;
  for (const XmlBreakEdit& edit : note.fix->edits) {
    operations.emplace_back(EditOperation{{ctx.file_id(), edit.range}, edit.text});
  }
  finding.fix(note.fix->description, note.fix->safe ? Applicability::safe : Applicability::unsafe,
              std::move(operations));
}

std::string_view name_of_parent(const RuleContext& ctx, FactIndex parent) {
  if (parent == kNoFact) return ctx.schema().type(ctx.file().type).name;
  const FieldSchema& block = ctx.schema().field(ctx.facts().fields()[parent].field);
  return block.record == nullptr ? block.name : block.record->name;
}

}  // namespace ecac
