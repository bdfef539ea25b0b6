#pragma once

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// Reports a place where the text is no XML, with the repair where one is clear.
void report_break(RuleContext& ctx, CaseId rule_case, const MarkupBreak& note);

/// What holds the children of a block, or of the root (`kNoFact`), by the name that a person knows.
std::string_view name_of_parent(const RuleContext& ctx, FactIndex parent);

/// The case that holds for a project: one newer than everything known may have what is not known
/// here.
inline CaseId unless_newer(const RuleContext& ctx, CaseId rule_case, CaseId newer) {
  return ctx.project().settings().newer_than_schema ? newer : rule_case;
}

}  // namespace ecac
