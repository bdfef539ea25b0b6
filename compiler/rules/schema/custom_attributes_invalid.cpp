#include "compiler/diagnostics/cases/custom_attributes_invalid.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/model/keyed_elements.h"
#include "compiler/rules/engine/rule.h"

namespace ecac::custom_attributes_invalid {

static bool judged(const FieldFact& fact) {
  return fact.state != ValueState::nil && fact.intact();
}

static void check_duplicates(RuleContext& ctx) {
  for (const RepeatedElement& found : repeated_elements(ctx.schema(), ctx.facts())) {
    if (!ctx.schema().field(found.again->field).unique_key) continue;
    const std::string_view key = ctx.facts().text(*found.key_of_again);
    FindingBuilder finding =
        ctx.report(cases::SCH009_duplicate_key, found.key_of_again->value,
                   fmt::format("custom attribute `{}` is defined {} times; keys must be unique",
                               shown(key), found.count));
    finding.subject(key);
    finding.label({ctx.file_id(), found.key_of_first->value}, "defined first here");
    if (found.identical) {
      finding.fix("Remove the repeated attribute", Applicability::safe,
                  ctx.remove(ctx.file_id(), found.again->element));
    }
  }
}

static void check_values(RuleContext& ctx, const FieldSchema& field, const FieldFact& block) {
  const FileFacts& facts = ctx.facts();
  for (FactIndex i = facts.index_of(block) + 1; i < block.subtree_end; ++i) {
    const FieldFact& fact = facts.fields()[i];
    if (!judged(fact)) continue;
    const FieldSchema& part = ctx.schema().field(fact.field);
    if (part.name != field.key.front() && fact.state == ValueState::empty &&
        part.required != Requirement::optional) {
      ctx.report(cases::SCH009_empty_formula, fact.element,
                 fmt::format("`{}` is empty; a custom attribute needs something to say", part.name))
          .subject(part.name);
    }
  }
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const auto fields = facts.fields();
  const FieldSchema* field = nullptr;
  int count = 0;
  for (FactIndex i = 0; i < fields.size(); i = fields[i].subtree_end) {
    const FieldSchema& schema = ctx.schema().field(fields[i].field);
    if (!schema.unique_key) continue;
    field = &schema;
    if (++count == field->max_count + 1 && field->max_count != 0) {
      ctx.report(cases::SCH009_too_many, facts.name_range(fields[i], field->name),
                 fmt::format("more than {} `{}`; this is the first beyond the limit",
                             field->max_count, field->name))
          .subject("count");
    }
    check_values(ctx, *field, fields[i]);
  }
  if (count > 1) check_duplicates(ctx);
}

extern const Rule rule{
    .id = rules::SCH009,
    .unit = UnitKind::file,
    .types = {types::ExtlClntAppOauthSettings, types::ExtlClntAppOauthConfigurablePolicies,
              types::ExtlClntAppSamlConfigurablePolicies},
    .check = check};

}  // namespace ecac::custom_attributes_invalid
